import { interchangeStarts } from './delimiter-faults.ts';
import { type Identified, identifyTransaction } from './identify-file.ts';

/** What a file of answers holds, told from its envelopes alone. */
export interface AnswersInFile {
  /** Each kind once, in the order of the file. */
  readonly kinds: readonly Identified[];
  /** Whether it breaks off, or an envelope in it has no end: more may have been in it. */
  readonly isCutOff: boolean;
}

const headerLength = 106;

/** Which kinds of answers stand in a file: a clearinghouse may send several in one, interchange after interchange. */
export function answersInFile(text: string): AnswersInFile {
  const starts = interchangeStarts(text);
  const interchanges = starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
  const read = interchanges.map(readInterchange);
  const byName = new Map(read.flatMap(({ kinds }) => kinds).map((kind) => [JSON.stringify(kind), kind]));
  return { kinds: [...byName.values()], isCutOff: read.some(({ isCutOff }) => isCutOff) };
}

function readInterchange(text: string): AnswersInFile {
  const kinds: Identified[] = [];
  const open = { GS: 0, ST: 0, ISA: 1 };
  let group: readonly string[] = [];
  for (const [id = '', ...elements] of envelopeSegments(text)) {
    if (id === 'GS') group = elements;
    if (id === 'ST') kinds.push(identifyTransaction(elements, group));
    if (id === 'TA1') kinds.push({ kind: 'ta1' });
    // Another interchange, whose header can't be read.
    if (id === 'GS' || id === 'ST' || id === 'ISA') open[id] += 1;
    const opener = openers[id];
    if (opener !== undefined) open[opener] -= 1;
  }
  return { kinds, isCutOff: Object.values(open).some((count) => count > 0) };
}

const openers: Readonly<Record<string, 'GS' | 'ST' | 'ISA'>> = { SE: 'ST', GE: 'GS', IEA: 'ISA' };

/** Without those in between, of which a file may have millions. */
function* envelopeSegments(text: string): Generator<readonly string[]> {
  const [element, terminator] = [text.charAt(3), text.charAt(headerLength - 1)].map(
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const segments = new RegExp(`${terminator}\\s*((?:ISA|GS|ST|TA1|SE|GE|IEA)${element}[^${terminator}]*)`, 'g');
  for (const { 1: segment = '' } of text.matchAll(segments)) yield segment.trim().split(text.charAt(3));
}
