import { Presets, SingleBar } from 'cli-progress';
import type { Home } from '../home/home.ts';

/** Shows how far the claims have come: a bar on a terminal, a line now and then elsewhere. Standard error only. */
export interface Progress {
  update(): void;
  stop(): void;
}

const onTheirWay = new Set(['received', 'in-process']);
/** Virtual days between two lines. */
const daysBetweenLines = 7;

export function showProgress({ pending, time }: Home): Progress {
  function count(): { readonly total: number; readonly settled: number; readonly date: string } {
    const byStatus = [...pending.claimsByStatus()];
    const total = byStatus.reduce((sum, [, claims]) => sum + claims, 0);
    const open = byStatus.reduce((sum, [status, claims]) => sum + (onTheirWay.has(status) ? claims : 0), 0);
    return { total, settled: total - open, date: time.now().toISOString().slice(0, 10) };
  }
  return process.stderr.isTTY ? bar(count) : lines(count);
}

type Count = () => { readonly total: number; readonly settled: number; readonly date: string };

function bar(count: Count): Progress {
  const shown = new SingleBar(
    { format: '{date} {bar} {value} of {total} claims', stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  shown.start(0, 0, { date: count().date });
  return {
    update() {
      const { total, settled, date } = count();
      shown.setTotal(total);
      shown.update(settled, { date });
    },
    stop: () => shown.stop(),
  };
}

function lines(count: Count): Progress {
  let last = 0;
  let lastText = '';
  function print(): void {
    const { total, settled, date } = count();
    const text = `${date}: ${settled} of ${total} claims settled\n`;
    if (text !== lastText) process.stderr.write(text);
    lastText = text;
  }
  return {
    update() {
      const day = Date.parse(count().date) / 86_400_000;
      if (day - last < daysBetweenLines) return;
      last = day;
      print();
    },
    stop: print,
  };
}
