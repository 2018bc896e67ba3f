import type { Finding } from '../claims/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { encodeText } from '../x12/index.ts';
import { listSpans } from './list-spans.ts';

/** An encounter of a file as JSON, or why none can be read there. */
export interface EncounterText {
  /** Among the encounters of the file, from 1. */
  readonly record: number;
  /** Where it begins: the line from 1, and the bytes before it. A list that is whole is not measured, and lines are enough. */
  readonly line?: number;
  readonly offset?: number;
  readonly read: Result<unknown, UnreadText>;
}

export interface UnreadText {
  /** `list-cut-off` costs no encounter that is there. */
  readonly code: keyof typeof sentences;
  /** In its line, from 1, where that is known. */
  readonly column?: number;
}

const sentences = {
  'not-json': 'This is not whole JSON: write one encounter a line, or one list of encounters.',
  'encounter-cut-off':
    'This encounter does not end: the file was cut off in it, or a quote or bracket is missing. Neither it nor what follows can be read: send them again.',
  'list-broken':
    'Here the list goes on otherwise than with a comma and an encounter. Nothing from here on can be read: send it again.',
  'list-cut-off': 'The list does not end: the file was cut off. Whatever came after this is to be sent again.',
} as const;

/** What is wrong with a text, for a person: nothing of what it says. */
export function unreadTextFinding({ code, column }: UnreadText): Finding & { readonly code: UnreadText['code'] } {
  const where = column === undefined ? '' : ` (column ${column})`;
  return { code, severity: 'error', message: sentences[code].replace('This is not whole JSON', `$&${where}`) };
}

/** The encounters of a file that has one a line. */
export function* encounterLines(text: string): Generator<EncounterText> {
  let record = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const json = line.replace(/^\uFEFF/, '');
    if (json.trim() !== '') yield { record: ++record, line: index + 1, read: parse(json) };
  }
}

/** The encounters of a file that is one list, or one encounter. Of a list that is broken, those that are whole. */
export function* encounterList(text: string): Generator<EncounterText> {
  const json = text.replace(/^\uFEFF/, '');
  const whole = parse(json);
  if (whole.ok) {
    const values: readonly unknown[] = Array.isArray(whole.value) ? whole.value : [whole.value];
    for (const [index, value] of values.entries()) yield { record: index + 1, read: ok(value) };
  } else if (json.trimStart().startsWith('[')) yield* encountersOfBrokenList(text);
  else yield { record: 1, line: 1, offset: 0, read: failed({ code: 'not-json' }) };
}

function* encountersOfBrokenList(text: string): Generator<EncounterText> {
  let record = 0;
  let [measured, line, offset] = [0, 1, 0];
  for (const { start, end, is } of listSpans(text)) {
    const between = text.slice(measured, start);
    measured = start;
    line += between.split('\n').length - 1;
    offset += encodeText(between).length;
    const parsed = is === 'encounter' ? parse(text.slice(start, end)) : failed({ code: is });
    // An encounter over several lines has no column.
    const read = parsed.ok ? parsed : failed({ code: parsed.problem.code });
    yield { record: ++record, line, offset, read };
  }
}

/** V8's own message quotes the text, which may be PHI; only its position is kept. */
function parse(text: string): Result<unknown, UnreadText> {
  try {
    return ok(JSON.parse(text));
  } catch (problem) {
    const position = problem instanceof Error && /at position (\d+)/.exec(problem.message)?.[1];
    return failed({ code: 'not-json', ...(position && { column: Number(position) + 1 }) });
  }
}
