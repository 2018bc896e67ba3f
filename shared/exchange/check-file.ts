import { decodeText } from '../x12/index.ts';
import { checkEncounters } from './check-file/check-encounters.ts';
import { checkX12 } from './check-file/check-x12.ts';
import type { CheckOptions, FileCheck } from './check-file/file-check.ts';
import { isUtf16 } from './identify-file.ts';

export type { EncounterContext } from './check-file/encounter-context.ts';
export type { CheckOptions, Divided, FileCheck, FileContents, FileIssue } from './check-file/file-check.ts';
export { loopTree, type TreeElement, type TreeLine } from './check-file/loop-tree.ts';
export { checkedGuides } from './check-file/transaction-summary.ts';

/** Encounters are checked whole. */
const encountersLimit = 268_435_456;
/** What begins with so much white space is no JSON. */
const blanksLimit = 1_048_576;

/**
 * Reads a file of any supported kind as it comes and says what it is and what is wrong with it. Never throws on what it
 * holds. Of EDI any size takes the same memory.
 */
export async function checkFile(source: AsyncIterable<Uint8Array>, options: CheckOptions): Promise<FileCheck> {
  const chunks = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let begun = '';
  let length = 0;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    head.push(next.value);
    begun = /[^\s\uFEFF\0].{0,2}/s.exec(decodeText(next.value))?.[0] ?? '';
    length += next.value.length;
    if (begun !== '' || length > blanksLimit) break;
  }
  if (isUtf16(Buffer.concat(head))) {
    options.found({ level: 'syntax', code: 'utf-16', message: 'The file is saved as UTF-16: save it as UTF-8.' });
    return { kind: 'neither', contents: [] };
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  // No interchange begins so.
  if (/^[[{"]/.test(begun)) return checkJson(whole(), options);
  return checkX12(whole(), 'ISA'.startsWith(begun) ? options : beginningOtherwise(options));
}

/** An interchange may stand behind it all the same. */
function beginningOtherwise(options: CheckOptions): CheckOptions {
  const message = 'The file begins neither with an X12 interchange (ISA) nor with JSON.';
  let isFirst = true;
  return {
    ...options,
    found(issue, divided) {
      options.found(isFirst && issue.code === 'not-x12' ? { ...issue, message } : issue, divided);
      isFirst = false;
    },
  };
}

async function checkJson(source: AsyncIterable<Uint8Array>, { found, judgeBy }: CheckOptions): Promise<FileCheck> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= encountersLimit) continue;
    found({ level: 'syntax', code: 'too-large', message: 'A file of encounters may have 256 MB at most: cut it.' });
    return { kind: 'encounters', contents: [] };
  }
  const bytes = Buffer.concat(chunks);
  const text = decodeText(bytes);
  const { contents, issues } = checkEncounters(text, await judgeBy(bytes));
  for (const issue of issues) found(issue);
  return { kind: text.includes('"encounterId"') ? 'encounters' : 'neither', contents };
}
