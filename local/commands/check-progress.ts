import { Presets, SingleBar } from 'cli-progress';
import type { Input } from './check-inputs.ts';

/** How far a check has come. Shown on a terminal alone, and only where it takes its time. */
export interface CheckProgress {
  file(name: string): void;
  read(bytes: number): void;
  /** Makes place for what is printed. */
  clear(): void;
  stop(): void;
}

const silent: CheckProgress = { file() {}, read() {}, clear() {}, stop() {} };

const manyFiles = 100;
const manyBytes = 8_000_000;

export function showCheckProgress(inputs: readonly Input[]): CheckProgress {
  const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  if (!process.stderr.isTTY || (total < manyBytes && inputs.length < manyFiles)) return silent;
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} %  {checked} of {files} files  {file}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 20,
    },
    Presets.shades_classic,
  );
  let checked = 0;
  bar.start(total, 0, { checked, files: inputs.length, file: '' });
  return {
    file(name) {
      bar.update({ checked: checked++, file: shortened(name) });
    },
    read: (bytes) => bar.increment(bytes),
    clear() {
      if (bar.isActive && process.stdout.isTTY) process.stderr.write('\r\u001B[K');
    },
    stop: () => bar.stop(),
  };
}

/** The end of a path, which tells files apart. */
function shortened(name: string): string {
  return name.length > 28 ? `…${name.slice(-27)}` : name;
}
