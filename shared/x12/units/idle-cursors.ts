import { Cursor } from './cursor.ts';

/** Cursors that nobody reads with: to make the tables of one takes longer than to read a small file. */
const idle: Cursor[] = [];
const mostIdle = 4;

export function takeCursor(): Cursor {
  return idle.pop() ?? new Cursor();
}

export function giveBack(cursor: Cursor): void {
  cursor.leaveFile();
  if (idle.length < mostIdle) idle.push(cursor);
}
