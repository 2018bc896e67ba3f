import { memoryOf } from './memory.ts';
import type { Reading } from './read-file.ts';
import { interchangeSegments } from './write.ts';

/**
 * Writes what was read: the same bytes for every file without issues, line ends and all (`encodeText` makes bytes of
 * it). What was changed since is written canonically, with the line ends of its interchange.
 */
export function rewrite(reading: Reading): string {
  const pieces: string[] = [];
  let terminated = '';
  for (const interchange of reading.interchanges) {
    const { segment, lineEnd } = interchange.delimiters;
    for (const { text, lead } of interchangeSegments(interchange)) {
      pieces.push(lead ?? (pieces.length === 0 ? '' : lineEnd), text, segment);
    }
    terminated = lineEnd;
  }
  pieces.push(memoryOf(reading)?.lead ?? terminated);
  return pieces.join('');
}
