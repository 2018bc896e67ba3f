import type {
  CompiledSegment,
  CompositeField,
  Field,
  RepeatField,
  SeriesField,
  SimpleType,
  ValueField,
} from './compile-segment.ts';
import type { Delimiters } from './delimiters.ts';
import { pad, words } from './element-names.ts';
import { type Memory, memoryOf } from './memory.ts';
import { formatSimple, parseSimple } from './simple-values.ts';

/** Texts of a segment (its id first) or composite as they were read; empty when there is nothing to remember. */
type Texts = readonly string[];

const nothing: Texts = [];

/** HL01, HL02 and HL04, which follow from the nesting. */
export interface Level {
  readonly id: string;
  readonly parent: string;
  readonly children: string;
}

/** What can't be written, on its way to where its place is known: of an element its segment, of a component its element. */
class Refusal extends Error {
  place = '';
}

/** A value that can't be written is a bug of whoever made it: never bad input, and never named in the message. */
function refuse(says: string): never {
  throw new Refusal(says);
}

/** Writes segments with one set of delimiters. An element keeps the text it was read from while that means its value. */
export class SegmentWriter {
  readonly #delimiters: Delimiters;
  readonly #forbidden: RegExp;

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters;
    const { element, component, segment, repetition } = delimiters;
    const marks = [...[element, component, segment, repetition].join('')];
    this.#forbidden = new RegExp(
      `[\\n\\r${marks.map((mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`).join('')}]`,
      'u',
    );
  }

  /** A segment without its terminator. `where` names its loop in errors. */
  write(segment: CompiledSegment, value: object, where: string, level?: Level): string {
    const memory = memoryOf(value);
    const read = memory ? memory.text.split(memory.delimiters.element) : nothing;
    const texts = this.#elements(segment, value, read, memory, where);
    if (level) this.#level(texts, level, read);
    return trimTail(texts, read).join(this.#delimiters.element);
  }

  #elements(segment: CompiledSegment, value: object, read: Texts, memory: Memory | undefined, where: string): string[] {
    const texts = [segment.id];
    try {
      this.#fields(segment.fields, value as Record<string, unknown>, read, memory, texts, '');
      return texts;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Error(`cannot write ${where} ${segment.id}${error.place}: it ${error.message}`);
    }
  }

  #level(texts: string[], { id, parent, children }: Level, read: Texts): void {
    while (texts.length < 3) texts.push('');
    texts[1] = keepNumber(read[1], id);
    texts[2] = keepNumber(read[2], parent);
    // A level that was read without a child flag does without.
    if (children !== '' && !(read.length > 0 && !read[4])) texts[4] = children;
    else if (texts.length > 4) texts[4] = '';
  }

  #fields(
    fields: readonly Field[],
    value: Record<string, unknown>,
    read: Texts,
    memory: Memory | undefined,
    texts: string[],
    joint: string,
  ): void {
    for (const field of fields) {
      if (field.is === 'unused') {
        for (let place = 0; place < field.places; place++) texts.push('');
        continue;
      }
      const at = texts.length;
      try {
        this.#field(field, value[field.name], read, memory, texts);
      } catch (error) {
        const place = `${joint === '' ? pad(at) : joint + at} (${words(field.name)})`;
        if (error instanceof Refusal) error.place = place + error.place;
        throw error;
      }
    }
  }

  #field(
    field: Exclude<Field, { is: 'unused' }>,
    value: unknown,
    read: Texts,
    memory: Memory | undefined,
    texts: string[],
  ): void {
    const at = texts.length;
    if (field.is === 'series') this.#series(field, value, read, memory, texts);
    else if (field.is === 'repeat') texts.push(this.#repeat(field, value, read[at] ?? '', memory));
    else if (value === undefined || value === '') {
      if (field.required) refuse('is required');
      texts.push('');
    } else texts.push(this.#one(field, value, read[at] ?? '', memory));
  }

  #repeat(field: RepeatField, value: unknown, read: string, memory: Memory | undefined): string {
    const { repetition } = this.#delimiters;
    const list = asList(value);
    if (list.length > field.count) refuse(`repeats more than ${field.count} times`);
    if (list.length > 1 && repetition === '') refuse('repeats, and there is no repetition separator');
    if (field.required && list.length === 0) refuse('is required');
    const reads = memory && memory.delimiters.repetition !== '' ? read.split(memory.delimiters.repetition) : [read];
    return list.map((one, index) => this.#one(field.member, one, reads[index] ?? '', memory)).join(repetition);
  }

  #one(field: ValueField | CompositeField, value: unknown, read: string, memory: Memory | undefined): string {
    if (field.is === 'value') return this.#simple(field.type, value, read);
    if (typeof value !== 'object' || value === null) refuse('is no composite');
    const reads = memory && read !== '' ? ['', ...read.split(memory.delimiters.component)] : nothing;
    // Index 0 stands for the segment id, so that components count from 1 as elements do.
    const texts = [''];
    this.#fields(field.type.fields, value as Record<string, unknown>, reads, memory, texts, '-');
    const { component } = this.#delimiters;
    return trimTail(texts, reads).join(component).slice(component.length);
  }

  #series(field: SeriesField, value: unknown, read: Texts, memory: Memory | undefined, texts: string[]): void {
    const list = asList(value);
    if (list.length > field.count) refuse(`has more than ${field.count} members`);
    if (field.required && list.length === 0) refuse('is required');
    for (const one of list) {
      if ('is' in field.member) texts.push(this.#one(field.member, one, read[texts.length] ?? '', memory));
      else this.#fields(field.member, one as Record<string, unknown>, read, memory, texts, '.');
    }
    for (let left = (field.count - list.length) * field.width; left > 0; left--) texts.push('');
  }

  #simple(type: SimpleType, value: unknown, read: string): string {
    if (read !== '' && parseSimple(type, read) === value) return this.#checked(read);
    try {
      return this.#checked(formatSimple(type, value));
    } catch (error) {
      if (error instanceof TypeError) refuse(error.message);
      throw error;
    }
  }

  #checked(text: string): string {
    return this.#forbidden.test(text) ? refuse('holds a delimiter or line break') : text;
  }
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : refuse('is no list');
}

/** A derived number in the form it was read in, such as `0021`. */
export function keepNumber(read: string | undefined, derived: string): string {
  return read !== undefined && read !== '' && derived !== '' && Number(read) === Number(derived) ? read : derived;
}

/** Drops empty texts at the end, save those that were read after the very same last one. */
function trimTail(texts: string[], read: Texts): string[] {
  const length = lengthWithoutTail(texts);
  const kept = read.length > 0 && lengthWithoutTail(read) === length ? read.length : length;
  while (texts.length > kept) texts.pop();
  while (texts.length < kept) texts.push('');
  return texts;
}

function lengthWithoutTail(texts: Texts): number {
  let length = texts.length;
  while (length > 0 && !texts[length - 1]) length--;
  return length;
}
