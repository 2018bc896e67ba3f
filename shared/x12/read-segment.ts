import type { CompiledSegment, CompositeField, Field, SeriesField, ValueField } from './compile-segment.ts';
import { brokenCondition } from './conditions.ts';
import type { Delimiters } from './delimiters.ts';
import { doubt, doubtAt } from './doubt.ts';
import { pad, sentence, words } from './element-names.ts';
import { type ElementRemedy, remedyOf } from './element-remedy.ts';
import { fieldAt, findElement } from './find-element.ts';
import { formatMeant } from './format-meant.ts';
import { isGiven } from './given.ts';
import type { IssueCode, IssueLevel } from './issue.ts';
import type { SegmentRule, SegmentRuleAbout } from './notation.ts';
import { findFault, isOneEarly, noValue, parseSimple, strangeCharacter } from './simple-values.ts';

export type ReportElement = (
  code: IssueCode,
  level: IssueLevel,
  message: string,
  element?: number,
  component?: number,
  remedy?: ElementRemedy,
) => void;

type Fields = Record<string, unknown>;

/** Where a list of fields stands: the elements of a segment, or the components of one of its elements. */
interface Spot {
  readonly id: string;
  /** The element whose components these are; undefined for elements themselves. */
  readonly element: number | undefined;
}

/** `CLM05-3 (frequency)` */
function label(spot: Spot, at: number, name: string): string {
  const place = spot.element === undefined ? `${spot.id}${pad(at)}` : `${spot.id}${pad(spot.element)}-${at}`;
  return name === '' ? place : `${place} (${words(name)})`;
}

/** What there is to know around a segment. */
export interface SegmentSurroundings extends SegmentRuleAbout {
  readonly delimiters: Delimiters;
}

/** Reads the elements of one segment, its id first, by the tables of a use. */
export class SegmentReader {
  readonly #around: SegmentSurroundings;
  readonly #delimiters: Delimiters;
  readonly #reportOn: ReportElement;
  #faults = 0;
  /** Faults that are not noted in a value yet. */
  #unnoted = 0;
  /** For each element that is missing undefined, and for a component its element. */
  #lacking: (number | undefined)[] = [];
  /** The elements of the segment that are at fault. */
  readonly #faulty = new Set<number>();

  constructor(around: SegmentSurroundings, report: ReportElement) {
    this.#around = around;
    this.#delimiters = around.delimiters;
    this.#reportOn = report;
  }

  #report(...fault: Parameters<ReportElement>): void {
    this.#faults++;
    const [code, , , element, component] = fault;
    if (element !== undefined) this.#faulty.add(element);
    if (code === 'element-missing') this.#lacking.push(component === undefined ? undefined : element);
    // What is too much makes nothing else wrong.
    if (code !== 'element-not-used') this.#unnoted++;
    this.#reportOn(...fault);
  }

  read(segment: CompiledSegment, elements: readonly string[]): Fields {
    const spot: Spot = { id: segment.id, element: undefined };
    this.#faults = 0;
    this.#unnoted = 0;
    this.#lacking = [];
    this.#faulty.clear();
    const value = this.#fields(segment.fields, elements, 1, spot, {});
    this.#surplus(elements, segment.size + 1, spot);
    if (elements.length === 1 && segment.size > 0 && this.#faults === 0)
      this.#missing(`An element of ${segment.id}`, 1, spot);
    const told = new Set(this.#faulty);
    for (const condition of segment.conditions) {
      const broken = brokenCondition(segment.id, condition, elements);
      if (!broken) continue;
      const { message, element, must } = broken;
      // What is missing or may not be there has been told.
      if (!condition.elements.some((at) => told.has(at)))
        this.#report('condition-broken', 'syntax', message, element, undefined, { must });
      for (const at of condition.elements) doubt(value, fieldAt(segment.fields, at));
    }
    // Where one is missing, others may be out of their places.
    for (const element of this.#lacking) {
      if (element !== undefined) doubt(value, fieldAt(segment.fields, element));
      else for (const field of segment.fields) if (field.is !== 'unused') doubt(value, field.name);
    }
    // A rule may rely on the value's type, which only a value without faults is sure to have.
    if (this.#faults === 0)
      for (const rule of segment.rules) if (isGiven(rule.given, value)) this.#judge(rule, segment, value);
    this.#end(elements, spot);
    return value;
  }

  #judge(rule: SegmentRule<unknown>, segment: CompiledSegment, value: Fields): void {
    const faults =
      'faults' in rule ? rule.faults(value, this.#around) : rule.holds(value, this.#around) ? [] : [rule.at];
    for (const path of faults) {
      const { element, component } = findElement(segment, path);
      const remedy = remedyOf(rule, path, segment, value);
      this.#report('rule-broken', rule.level, sentence(rule.says), element, component, remedy);
      doubtAt(value, path);
    }
  }

  #fields(fields: readonly Field[], texts: readonly string[], start: number, spot: Spot, value: Fields): Fields {
    const unnoted = this.#unnoted;
    let at = start;
    let isFormatWrong = false;
    let before: Field | undefined;
    for (const field of fields) {
      const meant = isFormatWrong ? undefined : formatMeant(before, field, texts, at);
      if (meant) {
        const { name, code } = meant;
        this.#at(
          'code-invalid',
          `${label(spot, at - 1, name)} must be ${code}, as what follows is written.`,
          at - 1,
          spot,
        );
        doubt(value, name);
      }
      // What stands one place before it has been told as what is not used there.
      const isEarly = before?.is === 'unused' && isOneEarly(field, texts, at);
      at = isEarly ? at + 1 : this.#field(field, meant ? texts.with(at - 1, meant.code) : texts, at, spot, value);
      // What is wrong inside of a composite was noted there.
      const isWrong = this.#unnoted > unnoted;
      // How a day or period is written, the element before it says.
      const isUnread = isFormatWrong && field.is === 'value' && field.type.kind === 'period';
      if ((isWrong || isUnread || isEarly) && field.is !== 'unused') doubt(value, field.name);
      isFormatWrong = isWrong;
      before = field;
      this.#unnoted = unnoted;
    }
    return value;
  }

  /** Reads a field into a value; gives where the next one stands. */
  #field(field: Field, texts: readonly string[], at: number, spot: Spot, value: Fields): number {
    switch (field.is) {
      case 'unused': {
        const end = at + field.places;
        for (let place = at; place < end; place++) this.#unused(texts[place], place, spot);
        return end;
      }
      case 'series':
        value[field.name] = this.#series(field, texts, at, spot);
        return at + field.count * field.width;
      case 'repeat':
        value[field.name] = this.#repeat(field, texts[at] ?? '', at, spot);
        return at + 1;
      default: {
        const text = texts[at];
        if (text) {
          const read = this.#one(field, text, texts[at - 1] ?? '', at, spot);
          if (read !== undefined) value[field.name] = read;
        } else if (field.required) this.#missing(label(spot, at, field.name), at, spot);
        return at + 1;
      }
    }
  }

  /** An element or component that must not repeat. */
  #one(field: ValueField | CompositeField, text: string, before: string, at: number, spot: Spot): unknown {
    const { repetition } = this.#delimiters;
    if (repetition === '' || !text.includes(repetition)) return this.#member(field, text, before, at, spot);
    this.#at('element-repeated', `${label(spot, at, field.name)} must not repeat.`, at, spot);
    // It may be one component that was repeated, which cuts a composite in two.
    if (field.is === 'composite') return undefined;
    return this.#member(field, text.slice(0, text.indexOf(repetition)), before, at, spot);
  }

  #member(field: ValueField | CompositeField, text: string, before: string, at: number, spot: Spot): unknown {
    const { component } = this.#delimiters;
    if (field.is === 'composite') {
      const inner: Spot = { id: spot.id, element: at };
      // Index 0 stands for the segment id, so that components count from 1 as elements do.
      const texts = ['', ...text.split(component)];
      const value = this.#fields(field.type.fields, texts, 1, inner, {});
      this.#surplus(texts, field.type.size + 1, inner);
      this.#end(texts, inner);
      return value;
    }
    const value = parseSimple(field.type, text);
    if (spot.element === undefined && text.includes(component)) {
      this.#at('element-invalid', `${label(spot, at, field.name)} must not have components.`, at, spot);
      return value;
    }
    const fault =
      strangeCharacter(text) ?? (value === undefined ? noValue(field.type, text) : findFault(field.type, text, before));
    const { list } = field.type;
    if (fault) this.#at(fault.code, `${label(spot, at, field.name)} ${fault.says}`, at, spot, fault.level);
    else if (list !== undefined && this.#around.codes?.(list, text) === false) {
      const says = `${label(spot, at, field.name)} is no code of the list ${list}.`;
      this.#at('code-invalid', says, at, spot, 'code-set');
    }
    return value;
  }

  #series(field: SeriesField, texts: readonly string[], start: number, spot: Spot): unknown[] {
    const list: unknown[] = [];
    const end = start + field.count * field.width;
    let gap = 0;
    for (let at = start; at < end && at < texts.length; at += field.width) {
      let present = false;
      for (let inner = at; inner < at + field.width; inner++) if (texts[inner]) present = true;
      if (!present) {
        gap ||= at;
        continue;
      }
      if (gap) this.#missing(label(spot, gap, field.name), gap, spot, ' before those that follow it');
      gap = 0;
      const { member } = field;
      const value =
        'is' in member
          ? this.#one(member, texts[at] ?? '', texts[at - 1] ?? '', at, spot)
          : this.#fields(member, texts, at, spot, {});
      if (value !== undefined) list.push(value);
    }
    if (field.required && list.length === 0) this.#missing(label(spot, start, field.name), start, spot);
    return list;
  }

  #repeat(field: Extract<Field, { is: 'repeat' }>, text: string, at: number, spot: Spot): unknown[] {
    const { repetition } = this.#delimiters;
    const list: unknown[] = [];
    const texts = text === '' ? [] : repetition === '' ? [text] : text.split(repetition);
    if (texts.length > field.count) {
      const says = `${label(spot, at, field.name)} may repeat at most ${field.count} times.`;
      this.#at('element-repeated', says, at, spot);
    }
    for (const one of texts) {
      if (one === '') {
        this.#missing(label(spot, at, field.name), at, spot, ' between its repetition separators');
        continue;
      }
      const value = this.#member(field.member, one, '', at, spot);
      if (value !== undefined) list.push(value);
    }
    if (field.required && texts.length === 0) this.#missing(label(spot, at, field.name), at, spot);
    return list;
  }

  #unused(text: string | undefined, at: number, spot: Spot): void {
    if (!text) return;
    const message = `${label(spot, at, '')} is not used here and must be empty.`;
    this.#at('element-not-used', message, at, spot, 'requirement');
  }

  #surplus(texts: readonly string[], end: number, spot: Spot): void {
    for (let at = end; at < texts.length; at++) {
      if (!texts[at]) continue;
      const whole = spot.element === undefined ? `${spot.id} has` : `${spot.id}${pad(spot.element)} has`;
      const what = spot.element === undefined ? 'elements' : 'components';
      this.#at('element-not-used', `${whole} ${end - 1} ${what} at most; what follows must go.`, at, spot);
      return;
    }
  }

  /** Separators after the last element that says something are left out; so a text of separators alone is too. */
  #end(texts: readonly string[], spot: Spot): void {
    if (texts.length < 2 || texts.at(-1) !== '') return;
    const at = Math.max(texts.findLastIndex((text, index) => index > 0 && text !== '') + 1, 1);
    // What is missing at the end has left its separator, whatever asks for it.
    const isLeft = spot.element === undefined ? this.#isFaultyFrom(at) : this.#faults > 0;
    if (isLeft) return;
    const what = spot.element === undefined ? spot.id : `${spot.id}${pad(spot.element)}`;
    this.#at('element-not-used', `${what} ends with separators that say nothing; they must go.`, at, spot);
  }

  #isFaultyFrom(at: number): boolean {
    for (const element of this.#faulty) if (element >= at) return true;
    return false;
  }

  #missing(what: string, at: number, spot: Spot, when = ''): void {
    this.#at('element-missing', `${what} must be present${when}.`, at, spot, 'requirement');
  }

  #at(code: IssueCode, message: string, at: number, spot: Spot, level: IssueLevel = 'syntax'): void {
    if (spot.element === undefined) this.#report(code, level, message, at);
    else this.#report(code, level, message, spot.element, at);
  }
}
