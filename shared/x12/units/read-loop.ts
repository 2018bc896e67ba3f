import type { Cursor } from './cursor.ts';
import { approves } from './judge.ts';
import type { LoopPlan, PlannedPart } from './loop-plan.ts';
import { idBit } from './packed.ts';

const none: readonly PlannedPart[] = [];

/**
 * Reads a loop at a cursor that stands at its opening segment, up to the first segment that has no place in it; undefined
 * when that was not plainly right. Of a loop that holds streamed loops it reads what comes before them, and leaves in the
 * cursor what a frame must know.
 */
export function readLoop(c: Cursor, plan: LoopPlan): object | undefined {
  c.keeps = false;
  const opener = c.isNoting ? readNoted(c, plan, plan.first, undefined) : plan.first.segment.read(c);
  return opener && readOpened(c, plan, opener);
}

/** Reads what follows the opening segment. */
function readOpened(c: Cursor, plan: LoopPlan, opener: object): object | undefined {
  const { values, filled } = plan;
  for (let at = 0; at < plan.count; at++) values[filled[at] as number] = undefined;
  plan.count = 0;
  c.scopes.enter(plan);
  let low = 0;
  let high = 0;
  let due = plan.first;
  let value: object | undefined = opener;
  for (;;) {
    if (due.plan !== undefined) value = readOpened(c, due.plan, value);
    if (value === undefined) return undefined;
    const { index, position } = due;
    if (values[index] !== undefined) (values[index] as unknown[]).push(value);
    else {
      values[index] = due.isList ? [value] : value;
      filled[plan.count++] = index;
      low |= due.low;
      high |= due.high;
    }
    if (((plan.ids >>> idBit(c.id)) & 1) === 0) break;
    const known = c.recall(plan.reads);
    // What is kept for a loop is a part of it.
    const part = known?.part as PlannedPart | undefined;
    const isKnown = part !== undefined && fits(part, position, values);
    const next = isKnown ? part : findDue(c, plan, position, values);
    if (next === undefined) break;
    due = next;
    value = readSegment(c, plan, due, isKnown ? known?.value : undefined);
    if (value === undefined) return undefined;
  }
  for (const { index } of plan.required) if (values[index] === undefined) return c.fail(c.at);
  c.scopes.leave();
  const { make, rules } = plan.shapes.of(low, high);
  const loop = make(values);
  if (rules.length > 0 && !approves(rules, loop, values, c)) return c.fail(c.segmentAt);
  if (plan.isHead) {
    c.position = due.position;
    c.counts = values.map((one) => (Array.isArray(one) ? one.length : one === undefined ? 0 : 1));
  }
  return loop;
}

/** Reads the segment that a part is or that opens it. */
function readSegment(c: Cursor, plan: LoopPlan, due: PlannedPart, known: object | undefined): object | undefined {
  if (c.isNoting) return readNoted(c, plan, due, known);
  if (known !== undefined) {
    c.pass();
    return known;
  }
  const value = due.segment.read(c);
  if (c.keeps && due.isSole && value !== undefined) c.keep(plan.reads, { part: due, value });
  return value;
}

/** The same in a head, where it is noted how it stood. */
function readNoted(c: Cursor, plan: LoopPlan, due: PlannedPart, known: object | undefined): object | undefined {
  const { line, offset, segment } = c;
  c.isNoting = false;
  const value = readSegment(c, plan, due, known);
  c.isNoting = true;
  return value && c.notes.add(value, due, line, offset, segment);
}

/** What the segment at the cursor is, of the parts from a position on that have room. */
function findDue(c: Cursor, plan: LoopPlan, position: number, values: readonly unknown[]): PlannedPart | undefined {
  const uses = plan.usesById.get(c.id);
  if (!uses) return undefined;
  const { byCode, element, parts } = uses;
  for (const planned of byCode ? (byCode.get(c.tell(element)) ?? none) : parts) {
    if (!fits(planned, position, values)) continue;
    const { tell } = planned.part.opener;
    if (byCode || !tell || c.matches(tell)) return planned;
  }
  return undefined;
}

function fits(planned: PlannedPart, position: number, values: readonly unknown[]): boolean {
  if (planned.position < position) return false;
  const value = values[planned.index];
  return value === undefined || (planned.isList && (value as unknown[]).length < planned.max);
}
