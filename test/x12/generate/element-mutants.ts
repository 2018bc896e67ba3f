import type { DataType, IssueCode } from '../../../shared/x12/index.ts';
import { type Address, type Spot, spotsOf, textAt, withText } from './element-spots.ts';
import { fieldsOf, sizeOf, tellOf } from './guide-fields.ts';
import { itemAt, type Mutant, whereAt } from './mutant.ts';
import type { Subject } from './subject.ts';

/** Elements and components that are missing, too many or not what they should be. */

/** A text for one place, and what it is a fault of. */
type Fault = readonly [kind: string, text: string, ...codes: IssueCode[]];

const isNumber = ({ kind }: DataType) => kind === 'money' || kind === 'whole' || kind === 'decimal';

/** Texts that a type does not allow. */
export function* wrongTexts(type: DataType, text: string): Generator<Fault> {
  const { kind, min, max, codes } = type;
  if (codes) {
    yield [
      'code outside its list',
      codes[0] === 'ZQ'.slice(0, min) ? 'QZ' : 'ZQJX'.slice(0, Math.max(min, 1)),
      'code-invalid',
    ];
    yield ['too long', 'Z'.repeat(max + 1), 'code-invalid', 'element-too-long'];
    return;
  }
  if (kind === 'text' || kind === 'code') {
    if (min > 1) yield ['too short', 'A'.repeat(min - 1), 'element-too-short'];
    yield ['too long', 'A'.repeat(max + 1), 'element-too-long'];
    yield ['spaces alone', ' '.repeat(Math.max(min, 1)), 'element-invalid'];
    const short = text.slice(0, Math.max(max - 1, 1));
    if (max > 1) yield ['space before', ` ${short}`, 'element-invalid'];
    // Spaces may fill up to the least length.
    if (max > 1 && short.length >= min) yield ['space after', `${short} `, 'element-invalid'];
    yield ['control character inside', `${text.slice(0, max - 1)}\x07`, 'element-invalid'];
    if (max > 1) yield ['line break inside', `${text.slice(0, max - 2)}\nA`, 'element-invalid'];
  }
  if (isNumber(type)) {
    yield ['no number', 'A'.repeat(Math.max(min, 1)), 'element-invalid'];
    yield ['too long', '1'.repeat(max + 1), 'element-too-long', 'element-invalid'];
    if (kind === 'money') yield ['tenth of a cent', '1.001', 'element-invalid'];
    if (kind === 'whole' && max > 1) yield ['no whole number', '1.5', 'element-invalid'];
  }
  if (kind === 'date' || kind === 'period') {
    const day = text.length === 6 ? '250230' : '20250230';
    const impossible = text.includes('-') ? `${day}${text.slice(day.length)}` : `${day}${text.slice(8)}`;
    if (/^\d{6}/.test(text)) yield ['day that does not exist', impossible.slice(0, text.length), 'date-invalid'];
    yield ['no date', 'A'.repeat(text.length), 'date-invalid', 'time-invalid'];
    yield ['date too short', text.slice(0, -1), 'date-invalid', 'time-invalid'];
  }
  if (kind === 'time') {
    yield ['time that does not exist', `2460${text.slice(4)}`, 'time-invalid'];
    yield ['time too short', text.slice(0, 3), 'time-invalid'];
  }
}

/** Formats of a period, with one that is long past. */
const moments = [
  ['DT', '199901010900'],
  ['TM', '0900'],
  ['D8', '19990101'],
] as const;

export function* elementMutants(subject: Subject, index: number): Generator<Mutant> {
  const line = subject.lines[index];
  const elements = subject.segments[index]?.split('*');
  if (!line || !elements) return;
  const fields = fieldsOf(line.of);
  const tell = tellOf(line.of);
  const spots = spotsOf(fields, elements);
  const make = (
    kind: string,
    { element, component }: Address,
    changed: readonly string[],
    codes: readonly IssueCode[],
  ) => {
    const isTell = element === tell?.at && (component ?? 1) === 1;
    return {
      ...{ kind, where: whereAt(subject, index, element, component), from: index, to: index },
      segments: subject.segments.with(index, changed.join('*')),
      ...(!isTell && { elements: [element], ...(component !== undefined && { component }) }),
      // Without its code nobody can tell for certain what a segment is.
      codes: isTell ? [...codes, ...untold] : codes,
      item: line.of.id === 'HL' ? undefined : itemAt(subject, index),
    } satisfies Mutant;
  };
  const changed = ([kind, text, ...codes]: Fault, address: Address) =>
    make(kind, address, withText(elements, address, text), codes);

  for (const spot of spots) {
    const text = textAt(elements, spot.address);
    if (spot.required && text !== '' && !emptiesOptional(spot, spots, elements))
      yield changed(['left out', '', 'element-missing', 'condition-broken'], spot.address);
    for (const fault of faultsAt(spot, text)) yield changed(fault, spot.address);
  }
  for (const [nth, spot] of spots.entries()) {
    const format = spots[nth - 1];
    if (spot.is !== 'simple' || spot.type.kind !== 'period' || textAt(elements, spot.address) === '') continue;
    const codes = format?.is === 'simple' ? format.type.codes : undefined;
    const other = moments.find(([code]) => codes !== undefined && !codes.includes(code));
    if (!format || !other) continue;
    const told = withText(withText(elements, format.address, other[0]), spot.address, other[1]);
    yield make('another format, and so written', format.address, told, ['code-invalid']);
  }
  const whole = spots.find(({ is, address }) => is === 'simple' && address.component === undefined);
  if (whole && textAt(elements, whole.address) !== '') {
    const cut = withText(elements, whole.address, `${textAt(elements, whole.address)}~ZQ9`)
      .join('*')
      .split('~');
    const segments = subject.segments.toSpliced(index, 1, ...cut);
    yield {
      ...{
        kind: 'segment terminator inside',
        where: whereAt(subject, index),
        segments,
        from: index + 1,
        to: index + 1,
      },
      ...{ codes: ['segment-unknown'], item: line.of.id === 'HL' ? undefined : itemAt(subject, index) },
    };
  }
  const size = sizeOf(fields);
  const surplus = withText(elements, { element: size + 1 }, 'X');
  yield make('one element too many', { element: size + 1 }, surplus, ['element-not-used']);
  for (const condition of line.of.conditions) {
    const at = (condition.slice(1).match(/\d\d/g) ?? []).map(Number);
    for (const { kind, elements: broken } of brokenConditions(condition, at, spots, elements)) {
      // A segment of nothing is told as that.
      const codes: IssueCode[] = broken.length === 1 ? ['element-missing'] : ['condition-broken'];
      yield { ...make(kind, { element: at[0] ?? 0 }, broken, codes), elements: at };
    }
  }
}

const untold: readonly IssueCode[] = [
  'segment-unexpected',
  'segment-misplaced',
  'segment-missing',
  'loop-missing',
  'segment-repeated',
];

/** Whether nothing would be left of an optional element. */
function emptiesOptional({ address }: Spot, spots: readonly Spot[], elements: readonly string[]): boolean {
  const isAlone = address.repetition === 0 && (withText(elements, address, '')[address.element] ?? '') === '';
  if (isAlone) return true;
  if (address.component === undefined) return false;
  const whole = spots.find(({ is, address: { element, component } }) => {
    return is === 'composite' && element === address.element && component === undefined;
  });
  return !whole?.required && withText(elements, address, '')[address.element]?.replace(/[:^]/g, '') === '';
}

function* faultsAt(spot: Spot, text: string): Generator<Fault> {
  switch (spot.is) {
    case 'unused':
      yield ['not used', 'X', 'element-not-used'];
      return;
    case 'composite': {
      if (text === '') return;
      const components = text.split(':');
      while (components.length < spot.size) components.push('');
      yield ['one component too many', [...components, 'X'].join(':'), 'element-not-used'];
      return;
    }
    case 'repeat':
      if (text === '') return;
      if (spot.count < 40)
        yield [
          'repeated too often',
          Array<string>(spot.count + 1)
            .fill(text.split('^')[0] ?? '')
            .join('^'),
          'element-repeated',
        ];
      yield ['empty repetition', `${text}^`, 'element-missing'];
      return;
    case 'simple': {
      if (text === '') return;
      yield* wrongTexts(spot.type, text);
      if (!spot.repeats) yield ['repetition where none may be', `${text}^${text}`, 'element-repeated'];
      if (spot.address.component === undefined)
        yield [
          'component where none may be',
          `${text}:${text}`,
          'element-invalid',
          'code-invalid',
          'date-invalid',
          'element-too-long',
        ];
      return;
    }
  }
}

/** Ways to break a relational condition alone, leaving what is required. */
function* brokenConditions(
  condition: string,
  at: readonly number[],
  spots: readonly Spot[],
  elements: readonly string[],
) {
  const spotAt = (element: number) =>
    spots.find(({ address }) => address.element === element && address.component === undefined);
  const filled = (element: number) => (elements[element] ?? '') !== '';
  const empty = (list: readonly number[], from = elements) =>
    list.reduce<readonly string[]>((texts, element) => withText(texts, { element }, ''), from);
  const free = at.filter(
    (element) => spotAt(element) && spotAt(element)?.is !== 'unused' && !spotAt(element)?.required,
  );
  const [first = 0, ...others] = at;
  switch (condition.charAt(0)) {
    case 'P':
      for (const element of free)
        if (at.every(filled)) yield { kind: `one of a pair left out (${condition})`, elements: empty([element]) };
      return;
    case 'R':
      if (free.length === at.length) yield { kind: `none of several (${condition})`, elements: empty(at) };
      return;
    case 'C':
      for (const element of free)
        if (element !== first && at.every(filled))
          yield { kind: `what another needs left out (${condition})`, elements: empty([element]) };
      return;
    case 'L':
      if (filled(first) && others.every((element) => free.includes(element) || !filled(element)))
        yield { kind: `what another needs left out (${condition})`, elements: empty(others) };
      return;
    case 'E': {
      const absent = free.filter((element) => !filled(element));
      const type = absent.map((element) => spotAt(element)).find((spot) => spot?.is === 'simple');
      if (type?.is === 'simple' && at.some(filled))
        yield {
          kind: `one of several too many (${condition})`,
          elements: withText(elements, type.address, type.type.codes?.[0] ?? '1'.repeat(Math.max(type.type.min, 1))),
        };
    }
  }
}
