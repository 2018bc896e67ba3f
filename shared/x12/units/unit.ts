import { type CompiledLoop, type CompiledPart, isItem } from '../compile-loop.ts';
import type { Field } from '../compile-segment.ts';
import type { Loop } from '../loop-notation.ts';
import { mostFields, mostMax, mostMin } from './fields.ts';
import { beforeStreams, type LoopReader, loopReader } from './loop-reader.ts';
import { pack } from './packed.ts';
import { mostOptional } from './shapes.ts';

/** What is read in one go when it is plainly right: an item, or what comes before the streamed loops of another loop. */
export interface Unit {
  readonly part: CompiledPart;
  readonly loop: CompiledLoop;
  readonly isItem: boolean;
  readonly reader: LoopReader;
  /** Packed ids of the segments that may stand inside: only another one tells that the unit has ended. */
  readonly inside: ReadonlySet<number>;
  readonly loopsInside: ReadonlySet<Loop>;
  /** Of an item, levels below it: one that has any is left to the careful reader. */
  readonly below: readonly CompiledPart[];
  /** Of a loop that opens with an HL. */
  readonly level: Level | undefined;
}

/** How the value of an HL is named, and its elements. */
export interface Level {
  readonly opener: string;
  readonly id: string;
  readonly parent: string;
  readonly children: string;
}

const cache = new WeakMap<CompiledPart, { readonly unit: Unit | undefined }>();

/** The unit that a part is; undefined when it is none, and for loops that only the careful reader can read. */
export function unitOf(part: CompiledPart): Unit | undefined {
  const known = cache.get(part);
  if (known) return known.unit;
  const unit = makeUnit(part);
  cache.set(part, { unit });
  return unit;
}

function makeUnit(part: CompiledPart): Unit | undefined {
  const { loop } = part;
  if (!loop || !(isItem(part) || loop.holdsStreams)) return undefined;
  const parts = beforeStreams(loop);
  const rest = loop.parts.slice(parts.length);
  if (parts.length === 0 || !rest.every((later) => later.position > (parts.at(-1)?.position ?? 0))) return undefined;
  const below = isItem(part) ? rest : [];
  if (below.some((level) => level.part.min > 0)) return undefined;
  // What a loop counts is known when its frame closes.
  if (!loop.holdsStreams && loop.tallies.length > 0) return undefined;
  if (!parts.every(isReadable) || !isReadableLoop(loop)) return undefined;
  const inside = new Set(idsOf(parts.slice(1)).map(pack));
  if (parts[0]?.loop) for (const id of idsOf([parts[0]])) inside.add(pack(id));
  return {
    part,
    loop,
    isItem: isItem(part),
    reader: loopReader(loop),
    inside,
    loopsInside: new Set(loopsIn(parts)),
    below,
    level: levelOf(loop),
  };
}

function levelOf({ hierarchical, parts: [part] }: CompiledLoop): Level | undefined {
  if (!hierarchical || !part) return undefined;
  const [id = '', parent = '', , children = ''] = part.opener.fields.map((field) =>
    'name' in field ? field.name : '',
  );
  return { opener: part.name, id, parent, children };
}

/** A text of an HL; empty when it is not there. */
export function textIn(value: object, { opener }: Level, name: string): string {
  const texts = (value as Readonly<Record<string, Readonly<Record<string, string>>>>)[opener];
  return texts?.[name] ?? '';
}

function loopsIn(parts: readonly CompiledPart[]): Loop[] {
  return parts.flatMap(({ loop }) => (loop ? [loop.loop, ...loopsIn(loop.parts)] : []));
}

function idsOf(parts: readonly CompiledPart[]): string[] {
  return parts.flatMap((part) => (part.loop ? idsOf(part.loop.parts) : part.opener.id));
}

function isReadableLoop({ parts }: CompiledLoop): boolean {
  return parts.filter(({ part }) => !part.list && part.min === 0).length <= mostOptional;
}

/** Levels are numbered by the careful reader, and codes that do not pack cannot tell uses apart here. */
function isReadable({ opener, loop }: CompiledPart): boolean {
  if (opener.tell && !opener.tell.packed) return false;
  if (!areReadable(opener.fields)) return false;
  return !loop || (!loop.hierarchical && isReadableLoop(loop) && !loop.tallies.length && loop.parts.every(isReadable));
}

function areReadable(fields: readonly Field[]): boolean {
  return fields.length <= mostFields && fields.every(isReadableField);
}

function isReadableField(field: Field): boolean {
  if (field.is === 'value') return field.type.min <= mostMin && field.type.max <= mostMax;
  if (field.is === 'composite') return areReadable(field.type.fields);
  if ('count' in field && field.count > mostMax) return false;
  if (field.is === 'repeat') return isReadableField(field.member);
  if (field.is !== 'series') return true;
  if ('is' in field.member) return isReadableField(field.member);
  return areReadable(field.member) && !field.member.some(({ is }) => is === 'series' || is === 'repeat');
}
