import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import { Code, type Read } from './code.ts';
import { pack } from './packed.ts';
import { asksAround, ruleCode } from './rule-code.ts';
import { segmentReader } from './segment-code.ts';

const cache = new WeakMap<CompiledLoop, Read>();

/**
 * The function that reads a loop at a cursor that stands at its opening segment. Of a loop that holds streamed loops it
 * reads what comes before them, and leaves in the cursor what a frame must know.
 */
export function loopReader(loop: CompiledLoop): Read {
  const known = cache.get(loop);
  if (known) return known;
  const code = new Code();
  const own = loop.holdsStreams ? beforeStreams(loop) : loop.parts;
  const variables = loop.parts.map((part) => ({ part, variable: `part${part.index}` }));
  const isHead = loop.holdsStreams;
  const lines = variables.map(({ part, variable }) => `let ${variable}${part.part.list ? ' = c.list()' : ''};`);
  if (isHead) lines.push('c.marks = undefined;', 'let position = 0;');
  const scoped = own.some((part) => part.loop && asksWithin(part.loop));
  if (scoped) lines.push(`const scope = c.enter(${code.constant(loop)});`);
  for (const group of positionsOf(own)) lines.push(...positionCode(code, loop, group, { isHead, scoped }));
  if (scoped) lines.push('c.leave();');
  if (isHead) {
    const counts = variables.map(({ part, variable }) => countOf(part, variable));
    lines.push('c.position = position;', `c.counts = [${counts.join(', ')}];`);
  }
  const properties = variables.map(({ part, variable }) => {
    const always = part.part.list || (part.part.min > 0 && own.includes(part));
    return { name: part.name, variable, always };
  });
  lines.push(code.object('value', properties));
  if (!isHead) lines.push(...ruleCode(code, loop.id, loop.loop.rules, 'c.segmentAt'));
  lines.push('return value;');
  const read = code.compile(`read${loop.id}`, 'c', lines) as Read;
  cache.set(loop, read);
  return read;
}

export function beforeStreams({ parts }: CompiledLoop): readonly CompiledPart[] {
  const first = parts.findIndex((part) => part.part.streamed || part.loop?.holdsStreams);
  return parts.slice(0, first);
}

function positionsOf(parts: readonly CompiledPart[]): CompiledPart[][] {
  const positions: CompiledPart[][] = [];
  for (const part of parts) {
    if (part.position === positions.at(-1)?.[0]?.position) positions.at(-1)?.push(part);
    else positions.push([part]);
  }
  return positions;
}

function countOf({ part }: CompiledPart, variable: string): string {
  return part.list ? `${variable}.length` : `${variable} === undefined ? 0 : 1`;
}

interface What {
  /** What comes before streamed loops, for which there is a frame. */
  readonly isHead: boolean;
  /** Rules of loops inside may ask for what has been read of this one. */
  readonly scoped: boolean;
}

/** Reads the parts of one position, in any order, until something else comes. */
function positionCode(code: Code, loop: CompiledLoop, parts: readonly CompiledPart[], what: What): string[] {
  const [first] = parts;
  if (!first) return [];
  const lines: string[] = [];
  const opens = first.index === 0;
  if (opens) lines.push(...readCode(code, loop, first, what));
  // An opening segment opens the next occurrence of its loop; it does not repeat within one.
  const others = (loop.byId.get(first.opener.id) ?? []).filter((part) => parts.includes(part) && part.index > 0);
  if (others.length > 0) {
    const label = `position${first.position}`;
    const tells = new Set(others.flatMap(({ opener }) => opener.tell?.element ?? []));
    lines.push(`${label}: while (c.id === ${pack(first.opener.id)}) {`);
    for (const element of tells) lines.push(`const tell${element} = c.tell(${element});`);
    for (const part of others) {
      const conditions = [...isTold(code, part), ...hasRoom(part)];
      lines.push(`${conditions.length > 0 ? `if (${conditions.join(' && ')}) ` : ''}{`);
      lines.push(...readCode(code, loop, part, what), `continue ${label};`, '}');
    }
    lines.push('break;', '}');
  }
  for (const part of parts) {
    if (part.part.min > 0 && part.index > 0)
      lines.push(`if ((${countOf(part, `part${part.index}`)}) === 0) return c.fail(c.at);`);
  }
  return lines;
}

function isTold(code: Code, { opener: { tell } }: CompiledPart): string[] {
  if (!tell) return [];
  const codes = [...(tell.packed ?? [])];
  const variable = `tell${tell.element}`;
  if (codes.length > 6) return [`${code.constant(tell.packed)}.has(${variable})`];
  return [`(${codes.map((one) => `${variable} === ${one}`).join(' || ')})`];
}

function hasRoom({ index, part }: CompiledPart): string[] {
  if (!part.list) return [`part${index} === undefined`];
  return Number.isFinite(part.max) ? [`part${index}.length < ${part.max}`] : [];
}

function readCode(code: Code, loop: CompiledLoop, part: CompiledPart, { isHead, scoped }: What): string[] {
  const read = part.loop ? `${code.constant(lazily(part.loop))}.read` : code.constant(segmentReader(part.opener));
  const into = `part${part.index}`;
  const one = `one${part.index}`;
  const lines: string[] = [];
  if (isHead && loop.ruledParts.has(part.index))
    lines.push(`c.mark(${part.index}, ${JSON.stringify(part.opener.id)});`);
  if (!part.loop) lines.push(`const mark = c.notes && c.place(${JSON.stringify(part.opener.id)});`);
  lines.push(`const ${one} = ${read}(c);`, `if (${one} === undefined) return undefined;`);
  if (!part.loop) lines.push(`if (mark) c.note(${one}, mark, ${code.constant(loop)}, ${code.constant(part.opener)});`);
  lines.push(part.part.list ? `${into}.push(${one});` : `${into} = ${one};`);
  if (scoped) lines.push(`scope[${part.index}] = ${into};`);
  if (isHead) lines.push(`position = ${part.position};`);
  return lines;
}

/** Whether a rule of a loop or of one inside asks what is around. */
function asksWithin({ loop, parts }: CompiledLoop): boolean {
  return loop.rules.some(asksAround) || parts.some((part) => part.loop && asksWithin(part.loop));
}

/** Most loops of a guide occur in few files: their code is made when they do. */
function lazily(loop: CompiledLoop): { read: Read } {
  const lazy = {
    read(cursor: never): object | undefined {
      lazy.read = loopReader(loop);
      return lazy.read(cursor);
    },
  };
  return lazy;
}
