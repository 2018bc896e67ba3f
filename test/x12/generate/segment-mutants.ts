import type { IssueCode } from '../../../shared/x12/index.ts';
import { fieldsOf, isLoop, isOf, openerOf, pathsOf, sizeOf, tellOf } from './guide-fields.ts';
import type { Line, Occurrence } from './layout.ts';
import { itemAt, type Mutant, opensItem, whereAt } from './mutant.ts';
import { dueBy, isAmbiguous, openAfter, type Subject } from './subject.ts';

/** Segments and loops left out, too often, strange or out of their place. */

/** What more than this many segments would make no better. */
const fill = 400;

const gone: readonly IssueCode[] = ['segment-missing', 'loop-missing'];
const strayed: readonly IssueCode[] = [
  'segment-unexpected',
  'segment-misplaced',
  'segment-early',
  'segment-repeated',
  'loop-repeated',
  ...gone,
];

export function* segmentMutants(subject: Subject, index: number): Generator<Mutant> {
  const line = subject.lines[index];
  const text = subject.segments[index];
  if (!line || text === undefined) return;
  const mutant = (
    kind: string,
    segments: readonly string[],
    from: number,
    to: number,
    codes: readonly IssueCode[],
  ) => ({
    ...{ kind, where: whereAt(subject, index), segments, from, to, codes },
    item: itemAt(subject, index),
  });
  const { segments } = subject;
  const opens = line.within.from === index && line.within.part !== undefined;

  if (opens) yield* loopMutants(subject, index, line, mutant);
  else if (line.part.min > 0 && countOf(line) === 1 && !isReplaced(segments[index + 1], line)) {
    const due = dueBy(subject, index + 1, line.within, line.position);
    yield mutant('required segment left out', segments.toSpliced(index, 1), index, due - 1, ['segment-missing']);
  }

  const copies = line.part.max - countOf(line) + 1;
  const elements = text.split('*');
  const isLast = subject.lines[index + 1]?.part !== line.part;
  if (
    !opens &&
    isLast &&
    copies < fill &&
    isOf(line.of, elements) &&
    !isAmbiguous(openAfter(subject, index), elements, line.part)
  ) {
    const at = index + copies;
    const repeated = segments.toSpliced(index, 0, ...Array<string>(copies).fill(text));
    yield mutant('segment too often', repeated, at, at, ['segment-repeated']);
  }

  const misspelt = misspeltId(subject, line.of.id);
  yield apart(
    mutant('segment id misspelt', segments.with(index, text.replace(line.of.id, misspelt)), index, index, [
      'segment-unknown',
      'segment-not-used',
    ]),
    opensItem(subject, index),
  );

  // Where it ends with its code, that is lost too, and with it what the segment is.
  const together = `${text}${segments[index + 1] ?? ''}`;
  const parted = together.split('*');
  if (isOverfull(line.of, parted) && isOf(line.of, parted))
    yield mutant('segment terminator left out', segments.toSpliced(index, 2, together), index, index, [
      'element-invalid',
    ]);

  const strange = segments.toSpliced(index + 1, 0, 'ZZZ*1');
  yield mutant('unknown segment', strange, index + 1, index + 1, ['segment-unknown']);
  if (index > 0 && segments[0]) {
    const again = segments.toSpliced(index + 1, 0, segments[0]);
    yield mutant('segment of another loop', again, index + 1, index + 1, strayed);
  }
  if (!opens) yield* movedMutants(subject, index, line, elements, mutant);
  if (line.of.id !== 'HL' && !opensItem(subject, index)) yield* strangeMutants(subject, index, line, elements, mutant);
}

/** Whether a segment has elements that its use has no room for. Where it has none, what follows may be its own. */
function isOverfull(of: Line['of'], elements: readonly string[]): boolean {
  const fields = fieldsOf(of);
  const isThere = (from: number, to?: number) => elements.slice(from, to).some((text) => text !== '');
  const isWhereUnused = fields.some((field) => field.is === 'unused' && isThere(field.at, field.at + field.width));
  return isWhereUnused || isThere(sizeOf(fields) + 1);
}

/** An id that the guide does not have, and that differs from one in its last character. */
function misspeltId({ guide }: Subject, id: string): string {
  const known = new Set(Array.from(pathsOf(guide), ([{ of }]) => (isLoop(of) ? '' : of.id)));
  const changed = Array.from('XYW', (letter) => `${id.slice(0, -1)}${letter}`);
  return changed.find((one) => one !== id && !known.has(one)) ?? 'ZZZ';
}

/** A segment with the code of another use of it in the guide, which may not stand here. */
function* strangeMutants(
  subject: Subject,
  index: number,
  line: Line,
  elements: readonly string[],
  mutant: Make,
): Generator<Mutant> {
  const tell = tellOf(line.of);
  if (!tell) return;
  const codes = new Set<string>();
  for (const [{ of }] of pathsOf(subject.guide)) {
    const other = !isLoop(of) && of.id === line.of.id ? tellOf(of) : undefined;
    if (other?.at === tell.at) for (const code of other.codes) codes.add(code);
  }
  const composite = elements[tell.at]?.split(':') ?? [];
  for (const code of codes.difference(new Set(tell.codes))) {
    const strange = elements.with(tell.at, composite.with(0, code).join(':'));
    if (isAmbiguous(openAfter(subject, index), strange, line.part)) continue;
    if (index > 0 && isAmbiguous(openAfter(subject, index - 1), strange, line.part)) continue;
    const due = dueBy(subject, index, line.within, line.position);
    yield mutant('code of another use', subject.segments.with(index, strange.join('*')), index, due, [
      ...strayed,
      'code-invalid',
    ]);
  }
}

type Make = (
  kind: string,
  segments: readonly string[],
  from: number,
  to: number,
  codes: readonly IssueCode[],
) => Mutant;

function countOf({ within, name, part }: Line): number {
  const value = within.value[name];
  return part.list && Array.isArray(value) ? value.length : 1;
}

function timesOf({ part, within, name }: Occurrence): number {
  const value = within?.value[name];
  return part?.list && Array.isArray(value) ? value.length : 1;
}

/** Whether the segment that follows takes the place of one that is left out. */
function isReplaced(next: string | undefined, { of }: Line): boolean {
  return next !== undefined && isOf(of, next.split('*'));
}

/** A segment after what follows it, or before what opens its loop. */
function* movedMutants(
  subject: Subject,
  index: number,
  { within, part, position }: Line,
  elements: readonly string[],
  mutant: Make,
): Generator<Mutant> {
  const { segments, lines } = subject;
  const text = segments[index] ?? '';
  const after = lines.findLastIndex((other) => other.within === within && other.position > position);
  if (after > index && !isAmbiguous(openAfter(subject, after), elements, part)) {
    const moved = segments.toSpliced(after + 1, 0, text).toSpliced(index, 1);
    // Of two neighbours that have changed places either may be told.
    const from = after === index + 1 ? index : after;
    yield mutant('segment after its place', moved, from, after, [
      'segment-misplaced',
      'segment-unexpected',
      'segment-repeated',
    ]);
  }
  const { from } = within;
  if (from === 0 || within.part === undefined || opensItem(subject, from)) return;
  const before = openAfter(subject, from - 1);
  // Another loop of the kind may be open there, and then it is of that loop.
  if (before.some(({ loop }) => loop === within.loop) || isAmbiguous(before, elements, part)) return;
  const moved = segments.toSpliced(index, 1).toSpliced(from, 0, text);
  yield mutant('segment before its loop', moved, from, index, [...strayed, 'code-invalid']);
}

function* loopMutants(subject: Subject, index: number, line: Line, mutant: Make): Generator<Mutant> {
  const { segments, lines } = subject;
  const { within: loop } = line;
  const { part, within: owner, from, to } = loop;
  if (!part || !owner) return;
  const opensLevel = opensItem(subject, index);
  const due = dueBy(subject, to, owner, loop.position);
  const needed = part.min > 0 && timesOf(loop) === 1 && !isReplaced(segments[to], line);
  if (needed)
    yield apart(mutant('required loop left out', segments.toSpliced(from, to - from), from, from + due - to, gone));

  if (part.max > 1 || to - from > 1) {
    const again = segments.toSpliced(index, 0, segments[index] ?? '');
    const isWanting = Object.values(loop.loop.parts).some(({ min }, at) => at > 0 && min > 0);
    if (isWanting)
      yield apart(mutant('opening segment doubled', again, index + 1, index + 1, ['segment-repeated']), opensLevel);
  }

  if (to - from > 1) {
    const orphan = segments[index + 1]?.split('*') ?? [];
    const before = index === 0 ? [owner] : [...openAfter(subject, index - 1), owner];
    const without = segments.toSpliced(index, 1);
    // What is left may be taken for another occurrence of a part that has room, whose codes it lacks.
    const codes = [...strayed, 'hierarchy-broken', 'rule-broken', 'element-not-used', 'code-invalid'] as const;
    const joinsSibling = isOfSiblings(before, orphan, loop);
    if (opensLevel && !joinsSibling)
      yield apart(mutant('level or claim without its first segment', without, index, due, codes));
    else if (!opensLevel && needed) yield mutant('loop without its first segment', without, index, due - 1, strayed);
    else if (!opensLevel && !joinsSibling && !isAmbiguous(before, orphan, part))
      yield mutant('loop without its first segment', without, index, to - 1, [...strayed, 'code-invalid']);
  }

  const copies = part.max - timesOf(loop) + 1;
  const isLast = lines[to]?.within.part !== part;
  if (isLast && copies * (to - from) < fill) {
    const elements = segments[index]?.split('*') ?? [];
    if (isOf(line.of, elements) && !isAmbiguous(openAfter(subject, to - 1), elements, part)) {
      const again = Array.from({ length: copies }, () => segments.slice(from, to)).flat();
      const at = to + (copies - 1) * (to - from);
      yield apart(mutant('loop too often', segments.toSpliced(to, 0, ...again), at, at, ['loop-repeated']), opensLevel);
    }
  }
}

/** Whether an orphan may be taken as part of the loop before, when that is of the same kind. */
function isOfSiblings(before: readonly Occurrence[], orphan: readonly string[], { loop }: Occurrence): boolean {
  const takes = Object.values(loop.parts).some((part) => isOf(openerOf(part), orphan));
  return takes && before.some((open) => open.loop === loop);
}

/** Without an item that alone pays: levels and whole items come or go. */
function apart(mutant: Mutant, holds = true): Mutant {
  return holds ? { ...mutant, item: undefined } : mutant;
}

/** The elements of an HL that say what the nesting already does. */
export function* levelMutants(subject: Subject, index: number): Generator<Mutant> {
  const line = subject.lines[index];
  const elements = subject.segments[index]?.split('*');
  if (line?.of.id !== 'HL' || !elements) return;
  const changed = (kind: string, at: number, text: string): Mutant => ({
    ...{ kind, where: whereAt(subject, index, at), from: index, to: index, elements: [at], item: undefined },
    segments: subject.segments.with(index, elements.with(at, text).join('*')),
    codes: ['hierarchy-broken'],
  });
  yield* swappedMutants(subject, index, line);
  yield changed('level number wrong', 1, String(Number(elements[1]) + 7));
  yield changed('parent wrong', 2, elements[2] ? '99' : '1');
  if (elements[2]) yield changed('parent left out', 2, '');
  if (elements[4] && fieldsOf(line.of)[3]?.is !== 'unused')
    yield changed('child flag wrong', 4, elements[4] === '1' ? '0' : '1');
}

/** An HL behind the segment that follows it: no claim may be lost, nor become another patient's. */
function* swappedMutants(subject: Subject, index: number, { within }: Line): Generator<Mutant> {
  const { segments } = subject;
  const [level = '', next = ''] = segments.slice(index);
  const elements = next.split('*');
  if (within.to <= index + 2 || (index > 0 && takesAny(openAfter(subject, index - 1), elements))) return;
  yield {
    ...{ kind: 'level behind its next segment', where: whereAt(subject, index), from: index, to: index },
    segments: segments.toSpliced(index, 2, next, level),
    codes: ['segment-early'],
    item: itemAt(subject, index) ?? -1,
  };
}

/** Whether a segment may be a part of what is open. */
function takesAny(open: readonly Occurrence[], elements: readonly string[]): boolean {
  return open.some(({ loop }) => Object.values(loop.parts).some((part) => isOf(openerOf(part), elements)));
}
