/** What arrived, as far as its first bytes tell. */
export type FileKind = X12Kind | 'encounters-json' | 'encounters-ndjson';
type X12Kind = '837p' | '835' | '999' | 'ta1' | '277ca' | '270' | '271';

export type Identified = { readonly kind: FileKind } | { readonly kind: 'unknown'; readonly reason: string };

/** So many bytes tell, of JSON beyond its first line; the rest is not looked at. */
const glance = 4096;

/** ST01 and the guide of ST03 or GS08, less its addenda. */
const transactionSets = [
  { set: '837', guide: '005010X222', kind: '837p' },
  { set: '835', guide: '005010X221', kind: '835' },
  { set: '999', guide: '005010X231', kind: '999' },
  { set: '277', guide: '005010X214', kind: '277ca' },
  { set: '270', guide: '005010X279', kind: '270' },
  { set: '271', guide: '005010X279', kind: '271' },
] as const satisfies readonly { set: string; guide: string; kind: X12Kind }[];

/** What a file is, without reading it: the first bytes are enough. */
export function identifyFile(bytes: Uint8Array | string): Identified {
  if (typeof bytes !== 'string' && isUtf16(bytes)) return unknown('it is saved as UTF-16: save it as UTF-8');
  const text = headOf(bytes, glance);
  if (text === '') return unknown('the file is empty');
  if (text.startsWith('ISA')) return identifyX12(text);
  if (text.startsWith('[')) return { kind: 'encounters-json' };
  if (isOneObjectPerLine(text.includes('\n') ? text : headOf(bytes, lineEnd(bytes) + glance)))
    return { kind: 'encounters-ndjson' };
  if (text.startsWith('{')) return { kind: 'encounters-json' };
  return unknown('it begins neither with an X12 interchange (ISA) nor with JSON');
}

function headOf(bytes: Uint8Array | string, length: number): string {
  const head = typeof bytes === 'string' ? bytes.slice(0, length) : decode(bytes.subarray(0, length));
  return head.replace(/^\uFEFF/, '').trimStart();
}

function lineEnd(bytes: Uint8Array | string): number {
  return typeof bytes === 'string' ? bytes.indexOf('\n') : bytes.indexOf(10);
}

/** Whether each character takes two bytes, as in what Windows calls Unicode: by its mark, or a text that begins with ASCII. */
export function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const isAscii = (byte = 0): boolean => byte > 0 && byte < 0x80;
  if (second === 0 && fourth === 0) return isAscii(first) && isAscii(third);
  return first === 0 && third === 0 && isAscii(second) && isAscii(fourth);
}

function identifyX12(text: string): Identified {
  const separator = text.charAt(3);
  // ISA has a fixed width of 106 characters, the last of which ends it.
  const terminator = text.charAt(105);
  if (text.length < 106) return unknown('the interchange ends within its header (ISA)');
  const segments = text.split(terminator).map((segment) => segment.trim().split(separator));
  const first = (id: string) => segments.find((segment) => segment[0] === id);
  const group = first('GS');
  if (group === undefined) {
    return first('TA1') ? { kind: 'ta1' } : unknown('the interchange holds neither a functional group (GS) nor a TA1');
  }
  const transaction = first('ST');
  if (transaction === undefined) return unknown('the functional group holds no transaction set (ST)');
  return identifyTransaction(transaction.slice(1), group.slice(1));
}

/** What a transaction set is, by the elements of its ST and of the GS before it. */
export function identifyTransaction(transaction: readonly string[], group: readonly string[]): Identified {
  const set = transaction[0] ?? '';
  const version = transaction[2] || group[7] || '';
  const ofSet = transactionSets.filter((known) => known.set === set);
  const known = ofSet.find((candidate) => version.startsWith(candidate.guide));
  if (known) return { kind: known.kind };
  if (ofSet.length === 0) return unknown('its transaction set (ST01) is none that is read here');
  const guides = ofSet.map((candidate) => candidate.guide).join(' or ');
  return unknown(`its version (ST03, GS08) is not ${guides}, the one of ${set} that is read here`);
}

/** Newline-delimited JSON: of several lines the first is a whole object or, where that one is broken, another one is a whole encounter. */
function isOneObjectPerLine(text: string): boolean {
  const [line = '', ...rest] = text.split('\n');
  if (rest.every((other) => other.trim() === '')) return false;
  // An object of several lines may have whole ones in it, which are no encounters.
  return objectOf(line) !== undefined || rest.some((other) => objectOf(other)?.['encounterId'] !== undefined);
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // A pretty-printed object is not whole in its first line.
    return undefined;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

function unknown(reason: string): Identified {
  return { kind: 'unknown', reason };
}
