import type { Arrival } from './arrival.ts';
import type { CompiledLoop, CompiledPart } from './compile-loop.ts';
import { pad, sentence, words } from './element-names.ts';
import type { Frame } from './frame.ts';
import type { Issue } from './issue.ts';
import { type Standard, standardOf } from './loop-notation.ts';

/** `the REF segment (payer control number)`, `loop 2310B (rendering), which opens with NM1,` */
export function partLabel(part: CompiledPart): string {
  if (part.loop) return `loop ${part.loop.id} (${words(part.name)}), which opens with ${part.opener.id},`;
  return `the ${part.opener.id} segment (${words(part.name)})`;
}

export function loopLabel(loop: CompiledLoop): string {
  return 'set' in loop.loop ? `the ${loop.id}` : `loop ${loop.id}`;
}

/** Whether X12's own transaction set asks for a segment; its loops have no letters. */
function isMandatory(id: string, { id: loop }: CompiledLoop, standard: Standard | undefined): boolean {
  const inLoop = `${loop.replace(/[A-Z]+$/, '')}/${id}`;
  return standard?.mandatory.some((one) => one === id || one === inLoop) ?? false;
}

/** What is wrong with a part of a loop. */
export type PartFault = Pick<Issue, 'code' | 'level' | 'message'>;

export function missingPart(part: CompiledPart, loop: CompiledLoop, standard: Standard | undefined): PartFault {
  const code = part.loop ? 'loop-missing' : 'segment-missing';
  const level = isMandatory(part.opener.id, part.loop ?? loop, standard) ? 'syntax' : 'requirement';
  return { code, level, message: sentence(`${partLabel(part)} must be present in ${loopLabel(loop)}.`) };
}

export function repeatedPart(part: CompiledPart, loop: CompiledLoop): PartFault {
  const { max } = part.part;
  const times = max === 1 ? 'once' : `${max} times`;
  const code = part.loop ? 'loop-repeated' : 'segment-repeated';
  return {
    code,
    level: 'requirement',
    message: sentence(`${partLabel(part)} may occur ${times} at most in ${loopLabel(loop)}.`),
  };
}

export function misplacedPart(
  part: CompiledPart,
  loop: CompiledLoop,
  where: 'earlier' | 'later' = 'earlier',
): PartFault {
  const message = sentence(`${partLabel(part)} must stand ${where} in ${loopLabel(loop)}.`);
  return { code: 'segment-misplaced', level: 'syntax', message };
}

/** Of what stands before the segment that opens its loop. */
export function earlyPart(part: CompiledPart, loop: CompiledLoop): PartFault {
  const message = sentence(
    `${partLabel(part)} must stand behind the ${loop.parts[0]?.opener.id} that opens loop ${loop.id}.`,
  );
  return { code: 'segment-early', level: 'syntax', message };
}

/** `known`: the guide uses segments of this id somewhere; `awaited`: what codes it may have here. */
function unexpectedSegment(id: string, known: boolean, standard: Standard | undefined, awaited = ''): PartFault {
  if (!known && standard?.segments.includes(id))
    return {
      code: 'segment-not-used',
      level: 'requirement',
      message: `The guide does not use ${id} segments; it must go.`,
    };
  if (!known)
    return { code: 'segment-unknown', level: 'syntax', message: 'The guide has no segment of this id; it must go.' };
  return {
    code: 'segment-unexpected',
    level: 'syntax',
    message: `No ${id} segment of this kind may stand here${awaited}; its place, its code or the segment that opens its loop is wrong.`,
  };
}

/** What is wrong with a segment that may not stand where it does. */
export function unplacedSegment({ id, token }: Arrival, guide: CompiledLoop, stack: readonly Frame[]): PartFault {
  if (token.kind === 'overlong') return overlongSegment;
  return unexpectedSegment(id, guide.segmentIds.has(id), standardOf(guide), awaitedCodes(stack, id));
}

/** What tells the segments of an id that may stand in the innermost loop that awaits any: ` (DTP01 may be one of 434, 435)`. */
function awaitedCodes(stack: readonly Frame[], id: string): string {
  const parts = stack
    .toReversed()
    .map((frame) => partsToCome(frame, id))
    .find(({ length }) => length > 0);
  const tells = (parts ?? []).map(({ opener }) => opener.tell);
  const [first] = tells;
  if (!first || tells.some((tell) => tell?.element !== first.element)) return '';
  const codes = [...new Set(tells.flatMap((tell) => [...(tell?.codes ?? [])]))];
  const names = codes.length > 1 ? `one of ${codes.join(', ')}` : codes[0];
  return ` (${id}${pad(first.element)}${first.composite ? '-1' : ''} may be ${names})`;
}

function partsToCome(frame: Frame, id: string): readonly CompiledPart[] {
  const opens = ({ index }: CompiledPart) => index === 0 && frame.owner !== undefined;
  const parts = frame.loop.byId.get(id) ?? [];
  return parts.filter((part) => part.position >= frame.position && !frame.isFull(part) && !opens(part));
}

/** What keeps a segment from being read, of which its first characters or what follows have told what it is: nothing is missing but its value. */
export function unreadSegment(part: CompiledPart, { id, token }: Arrival, guide: CompiledLoop): PartFault | undefined {
  if (token.kind === 'overlong') return overlongSegment;
  return id === part.opener.id ? undefined : mistakenSegment(part, id, standardOf(guide));
}

/** Of what stands in the place of a part under an id that the guide does not have. */
function mistakenSegment(part: CompiledPart, id: string, standard: Standard | undefined): PartFault {
  const { code, level } = unexpectedSegment(id, false, standard);
  const why = code === 'segment-not-used' ? `does not use ${id} segments` : 'has no segment of this id';
  const message = `This must be the ${part.opener.id} segment (${words(part.name)}): the guide ${why}.`;
  return { code, level, message };
}

/** An HL in the midst of a loop. */
export const intrudingLevel: PartFault = {
  code: 'segment-unexpected',
  level: 'syntax',
  message:
    'No level may begin here: what stands before this HL goes on behind it. It must go, or segments behind it are lost.',
};

/** What the tokenizer gave up on. */
export const overlongSegment: PartFault = {
  code: 'segment-too-long',
  level: 'syntax',
  message: 'The segment here does not end within 65,536 characters and was passed over.',
};

/** Of an element in which the next segment begins. */
export function terminatorMissing(id: string, element: number, next: string) {
  const message = `The segment terminator is likely missing in ${id}${pad(element)}: the ${next} segment that is next begins there.`;
  return { code: 'element-invalid', level: 'syntax', message, element, runsInto: next } as const;
}
