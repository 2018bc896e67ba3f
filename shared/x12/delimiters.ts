/** The characters that divide an interchange, as its ISA declares them. */
export interface Delimiters {
  readonly element: string;
  /** Empty when the interchange has none (ISA11 is a letter or digit before version 00501). */
  readonly repetition: string;
  readonly component: string;
  readonly segment: string;
  /** What follows each segment terminator: nothing, or a line end that is there for people only. */
  readonly lineEnd: string;
}

export const standardDelimiters: Delimiters = {
  element: '*',
  repetition: '^',
  component: ':',
  segment: '~',
  lineEnd: '',
};

const isaSeparators = 16;
/** An ISA is 106 characters; one whose fields are badly padded may be somewhat longer or shorter. */
const isaLimit = 400;

export function isAlphanumeric(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}

export type IsaScan =
  /** The whole ISA with its terminator ends before `end`. */
  | { readonly found: 'isa'; readonly delimiters: Delimiters; readonly end: number }
  | { readonly found: 'more-needed' }
  | { readonly found: 'nothing' };

/** Reads the delimiters of the ISA that may start at `start`: by its separators, so that bad padding does no harm. */
export function scanIsa(text: string, start: number): IsaScan {
  if (!'ISA'.startsWith(text.slice(start, start + 3))) return { found: 'nothing' };
  const element = text.charAt(start + 3);
  if (element === '') return { found: 'more-needed' };
  if (!text.startsWith('ISA', start) || isAlphanumeric(element) || element === ' ') return { found: 'nothing' };
  let at = start + 3;
  let repetitionAt = 0;
  for (let count = 1; count < isaSeparators; count++) {
    if (count === 11) repetitionAt = at + 1;
    at = text.indexOf(element, at + 1);
    if (at > start + isaLimit) return { found: 'nothing' };
    if (at < 0) return { found: text.length - start > isaLimit ? 'nothing' : 'more-needed' };
  }
  const component = text.charAt(at + 1);
  const segment = text.charAt(at + 2);
  if (segment === '') return { found: 'more-needed' };
  const repetition = text.charAt(repetitionAt);
  const marks = [element, component, segment];
  if (marks.some(isAlphanumeric) || component === ' ' || new Set(marks).size < marks.length)
    return { found: 'nothing' };
  const repeats = !isAlphanumeric(repetition) && !marks.includes(repetition) && repetition !== ' ';
  return {
    found: 'isa',
    delimiters: { element, repetition: repeats ? repetition : '', component, segment, lineEnd: '' },
    end: at + 3,
  };
}
