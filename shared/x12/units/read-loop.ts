import type { Cursor } from './cursor.ts';
import type { LoopPlan, PlannedPart } from './loop-plan.ts';

const none: readonly PlannedPart[] = [];

/**
 * Reads a loop at a cursor that stands at its opening segment, up to the first segment that has no place in it; undefined
 * when that was not plainly right. Of a loop that holds streamed loops it reads what comes before them, and leaves in the
 * cursor what a frame must know.
 */
export function readLoop(c: Cursor, plan: LoopPlan): object | undefined {
  const values: unknown[] = plan.blank.slice();
  c.enter(plan.loop, values);
  let position = 0;
  let present = 0;
  for (let due: PlannedPart | undefined = plan.first; due; due = findDue(c, plan, position, values)) {
    if (plan.isHead && due.isRuled) c.mark(due.index, due.part.opener.id);
    const value = readPart(c, plan, due);
    if (value === undefined) return undefined;
    position = due.position;
    if (!due.isList) {
      values[due.index] = value;
      present += due.bit;
    } else if (values[due.index] === undefined) values[due.index] = [value];
    else (values[due.index] as unknown[]).push(value);
  }
  for (const { index } of plan.required) if (values[index] === undefined) return c.fail(c.at);
  c.leave();
  const value = plan.maker.make(present, values);
  if (!plan.judge.approves(value, values, c)) return c.fail(c.segmentAt);
  if (plan.isHead) {
    c.position = position;
    c.counts = values.map((one) => (Array.isArray(one) ? one.length : one === undefined ? 0 : 1));
  }
  return value;
}

function readPart(c: Cursor, { loop }: LoopPlan, due: PlannedPart): object | undefined {
  if (due.segment === undefined && due.plan === undefined) due.prepare();
  if (due.plan !== undefined) return readLoop(c, due.plan);
  if (c.notes === undefined) return due.segment?.read(c);
  const mark = c.place(due.part.opener.id);
  const value = due.segment?.read(c);
  if (value) c.note(value, mark, loop, due.part.opener);
  return value;
}

/** What the segment at the cursor is, of the parts from a position on that have room. */
function findDue(c: Cursor, plan: LoopPlan, position: number, values: readonly unknown[]): PlannedPart | undefined {
  const uses = plan.usesById.get(c.id);
  if (!uses) return undefined;
  const { byCode, element, parts } = uses;
  for (const planned of byCode ? (byCode.get(c.tell(element)) ?? none) : parts) {
    if (planned.position < position) continue;
    const value = values[planned.index];
    if (value !== undefined && (!planned.isList || (value as unknown[]).length >= planned.max)) continue;
    const { tell } = planned.part.opener;
    if (byCode || !tell || c.matches(tell)) return planned;
  }
  return undefined;
}
