import type { FileIssue } from './check-file/file-check.ts';

/** Where a well-padded ISA holds what divides its interchange. */
const places = { element: 3, repetition: 82, component: 104, segment: 105 } as const;
/** The last character before each element, in an ISA whose elements have their lengths. */
const separatorsAt = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103] as const;

/** Elements that hold several values in every file, and what divides them. */
const divided = [
  { segment: 'CLM', element: 5, by: 'component', form: /^\w{1,2}(\W)B\1\w$/ },
  { segment: 'HI', element: 1, by: 'component', form: /^(?:ABK|BK)(\W)[\w.]+$/ },
  { segment: 'SV1', element: 1, by: 'component', form: /^(?:ER|HC|IV|WK)(\W)\w+(?:\1\w*)*$/ },
  { segment: 'SVC', element: 1, by: 'component', form: /^(?:AD|ER|HC|HP|IV|N4|NU|WK)(\W)\w+(?:\1\w*)*$/ },
  { segment: 'STC', element: 1, by: 'component', form: /^[A-Z]\d(\W)\d+(?:\1\w+)?$/ },
  { segment: 'EB', element: 3, by: 'repetition', form: /^\w{1,2}(\W)\w{1,2}(?:\1\w{1,2})*$/ },
] as const;

type Mark = (typeof divided)[number]['by'];

const names = {
  component: 'component separator (ISA16)',
  repetition: 'repetition separator (ISA11)',
} as const satisfies Record<Mark, string>;

const others = {
  element: 'element separator (the character after ISA)',
  segment: 'segment terminator (the character after ISA16)',
  component: 'component separator (ISA16)',
} as const;

export interface DelimiterFaults {
  readonly issues: readonly FileIssue[];
  /** The text with what its ISAs should have declared, of the same length: what else is wrong with it can be told. */
  readonly mended: string;
}

/**
 * Interchanges whose ISA declares another separator than the one that is used, or one character for two purposes: each
 * composite or the whole file is then misread, and all that is found in it is found for this reason.
 */
export function delimiterFaults(text: string): DelimiterFaults {
  const headers = interchangeStarts(text);
  const issues: FileIssue[] = [];
  let mended = text;
  for (const [index, start] of headers.entries()) {
    const body = text.slice(start, headers[index + 1] ?? text.length);
    for (const mark of ['component', 'repetition'] as const) {
      const fault = faultOf(mark, mended.slice(start, start + body.length), body);
      if (fault === undefined) continue;
      issues.push({ ...fault.issue, line: lineAt(text, start) });
      const at = start + places[mark];
      mended = `${mended.slice(0, at)}${fault.right}${mended.slice(at + 1)}`;
    }
  }
  return { issues, mended };
}

/** Where the interchanges of a text begin whose header can be read by its widths. */
export function interchangeStarts(text: string): number[] {
  const starts = [...text.matchAll(/(?<![A-Za-z0-9])ISA(?=[^A-Za-z0-9\s])/g)].map(({ index }) => index);
  return starts.filter((start) => isWellPadded(text, start));
}

function isWellPadded(text: string, start: number): boolean {
  const element = text.charAt(start + places.element);
  return separatorsAt.every((at) => text.charAt(start + at) === element) && text.length > start + places.segment;
}

function faultOf(mark: Mark, header: string, body: string): { issue: FileIssue; right: string } | undefined {
  const declared = header.charAt(places[mark]);
  const used = usedIn(body, mark);
  const twice = (
    mark === 'component' ? (['element', 'segment'] as const) : (['element', 'segment', 'component'] as const)
  ).find((other) => header.charAt(places[other]) === declared);
  const right = used ?? unusedIn(body);
  if (twice !== undefined) {
    const fix = used === undefined ? 'one that the file does not use otherwise' : `"${used}", which divides the file`;
    return fault(
      mark,
      `declares ${shown(declared)} as the ${names[mark]} and as the ${others[twice]}: declare ${fix}.`,
      right,
    );
  }
  if (used === undefined || used === declared) return undefined;
  return fault(
    mark,
    `declares ${shown(declared)} as the ${names[mark]}, and ${shown(used)} is what is used: declare that one.`,
    used,
  );
}

function fault(mark: Mark, says: string, right: string) {
  const issue = {
    level: 'syntax',
    code: 'delimiter-wrong',
    segmentId: 'ISA',
    element: mark === 'component' ? 16 : 11,
    message: `The file ${says}`,
  } as const satisfies FileIssue;
  return { issue, right };
}

/** The one character that divides every element which shows one; undefined when there is none, or not one alone. */
function usedIn(body: string, mark: Mark): string | undefined {
  const forms = divided.filter(({ by }) => by === mark);
  const [element, terminator] = [body.charAt(places.element), body.charAt(places.segment)];
  const begins = new RegExp(
    `${literally(terminator)}\\s*(${forms.map(({ segment }) => segment).join('|')})(?=${literally(element)})`,
    'g',
  );
  let only: string | undefined;
  for (const { 0: before, 1: id, index } of body.matchAll(begins)) {
    const at = index + before.length;
    const elements = body.slice(at, body.indexOf(terminator, at)).split(element);
    for (const { segment, element: place, form } of forms) {
      const found = segment === id ? form.exec(elements[place] ?? '')?.[1] : undefined;
      if (found !== undefined && found !== (only ?? found)) return undefined;
      only ??= found;
    }
  }
  return only;
}

function literally(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function unusedIn(body: string): string {
  return [...':>^|<\\!'].find((mark) => !body.includes(mark)) ?? ':';
}

function shown(mark: string): string {
  return mark === ' ' ? 'a space' : mark.trim() === '' ? 'a line break' : `"${mark}"`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
