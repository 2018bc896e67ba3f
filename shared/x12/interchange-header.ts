import { isDay, isTime } from './dates.ts';
import type { Delimiters } from './delimiters.ts';
import { pad, words } from './element-names.ts';
import type { InterchangeHeader } from './envelope.ts';
import { memoryOf } from './memory.ts';
import type { ReportElement } from './read-segment.ts';
import { strangeCharacter } from './simple-values.ts';

/** The elements of an ISA in order, with their fixed lengths. */
const isaElements = [
  ['authorizationQualifier', 2],
  ['authorization', 10],
  ['securityQualifier', 2],
  ['security', 10],
  ['senderQualifier', 2],
  ['sender', 15],
  ['receiverQualifier', 2],
  ['receiver', 15],
  ['date', 6],
  ['time', 4],
  ['repetition', 1],
  ['version', 5],
  ['controlNumber', 9],
  ['acknowledgementRequested', 1],
  ['usage', 1],
  ['component', 1],
] as const satisfies readonly (readonly [keyof InterchangeHeader, number])[];

const isaLabels = isaElements.map(([name], index) => `ISA${pad(index + 1)} (${words(name)})`);

const parties = ['01', '14', '20', '27', '28', '29', '30', '33', 'ZZ'];

/** The codes that the guides' appendix C takes. */
const qualifiers: readonly (readonly [number, keyof InterchangeHeader, readonly string[]])[] = [
  [1, 'authorizationQualifier', ['00', '03']],
  [3, 'securityQualifier', ['00', '01']],
  [5, 'senderQualifier', parties],
  [7, 'receiverQualifier', parties],
];

/** The elements of an ISA, its id first; bad padding is forgiven, bad content is reported. */
export function readInterchangeHeader(
  elements: readonly string[],
  delimiters: Delimiters,
  report: ReportElement,
): InterchangeHeader {
  const at = (index: number) => (elements[index] ?? '').trim();
  const header: InterchangeHeader = {
    authorizationQualifier: at(1),
    authorization: at(2),
    securityQualifier: at(3),
    security: at(4),
    senderQualifier: at(5),
    sender: at(6),
    receiverQualifier: at(7),
    receiver: at(8),
    date: at(9),
    time: at(10),
    repetition: at(11),
    version: at(12),
    controlNumber: at(13),
    acknowledgementRequested: at(14),
    usage: at(15),
    component: at(16),
  };
  for (const [index, [name, length]] of isaElements.entries()) {
    const says = isaLabels[index];
    if (header[name].length > length) {
      report('element-too-long', 'syntax', `${says} must have ${length} characters.`, index + 1);
    }
    if (divides(name, header[name], delimiters)) {
      report('element-invalid', 'syntax', `${says} must not hold a delimiter or line break.`, index + 1);
    } else if (!isDelimiter(name)) {
      const strange = strangeCharacter(header[name]);
      if (strange) report(strange.code, strange.level, `${says} ${strange.says}`, index + 1);
    }
  }
  const require = (holds: boolean, element: number, code: Parameters<ReportElement>[0], message: string) => {
    if (!holds) report(code, 'syntax', message, element);
  };
  for (const [index, name, codes] of qualifiers) {
    const fits = header[name].length > 2 || codes.includes(header[name]);
    require(fits, index, 'code-invalid', `${isaLabels[index - 1]} must be one of ${codes.join(', ')}.`);
  }
  require(header.sender !== '', 6, 'element-missing', 'ISA06 (sender) must be present.');
  require(header.receiver !== '', 8, 'element-missing', 'ISA08 (receiver) must be present.');
  require(isDay(header.date, 6), 9, 'date-invalid', 'ISA09 (date) is no day of the calendar written YYMMDD.');
  require(isTime(header.time), 10, 'time-invalid', 'ISA10 (time) is no time of day written HHMM.');
  const separates = !/^[A-Za-z0-9]/.test(header.repetition);
  require(separates, 11, 'element-invalid', 'ISA11 (repetition) must be a separator, no letter or digit.');
  require(header.version === '00501', 12, 'version-unknown', 'ISA12 (version) must be 00501.');
  require(/^\d{9}$/.test(header.controlNumber), 13, 'element-invalid', 'ISA13 (control number) must be nine digits.');
  require(/^[01]$/.test(header.acknowledgementRequested), 14, 'code-invalid', 'ISA14 must be 0 or 1.');
  require(/^[PT]$/.test(header.usage), 15, 'code-invalid', 'ISA15 (usage) must be P or T.');
  return header;
}

function isDelimiter(name: keyof InterchangeHeader): boolean {
  return name === 'repetition' || name === 'component';
}

/** Whether a text would be cut in two. */
function divides(name: keyof InterchangeHeader, text: string, delimiters: Delimiters): boolean {
  if (isDelimiter(name)) return false;
  const { element, repetition, component, segment } = delimiters;
  return [element, repetition, component, segment, '\n', '\r'].some((mark) => mark !== '' && text.includes(mark));
}

/** ISA13 as it is written, which IEA02 repeats. */
export function controlNumberText({ controlNumber }: InterchangeHeader): string {
  return controlNumber.padStart(9, '0');
}

/** An ISA without its terminator. An element keeps the padding that it was read with. */
export function writeInterchangeHeader(header: InterchangeHeader, delimiters: Delimiters): string {
  const { element, repetition, component, segment } = delimiters;
  const marks = [element, component, segment, ...(repetition === '' ? [] : [repetition])];
  if (marks.some((mark) => mark.length !== 1) || new Set(marks).size < marks.length) {
    throw new Error('cannot write with delimiters that are alike or no single characters');
  }
  const memory = memoryOf(header);
  const read = memory?.text.split(memory.delimiters.element) ?? [];
  const own = {
    ...header,
    repetition: repetition || header.repetition,
    component,
    controlNumber: controlNumberText(header),
  };
  const texts = isaElements.map(([name, length], index) => {
    const text = own[name];
    const where = isaLabels[index];
    if (text.length > length) throw new Error(`cannot write ${where}: it is longer than ${length} characters`);
    if (divides(name, text, delimiters)) throw new Error(`cannot write ${where}: it holds a delimiter or line break`);
    const before = read[index + 1];
    return before !== undefined && before.trim() === text ? before : text.padEnd(length);
  });
  return ['ISA', ...texts].join(element);
}
