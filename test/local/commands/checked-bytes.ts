import { checkFile, type FileIssue } from '../../../shared/exchange/check-file.ts';
import { configuration } from '../../claims/example.ts';

/** Checks bytes in pieces of a size; the issues in the order of the file. */
export async function checkedBytes(bytes: Uint8Array, size = bytes.length || 1) {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: FileIssue[] = [];
  const { contents, kind, answer } = await checkFile(pieces(), {
    answerAt: '2026-03-03T08:00:00Z',
    found: (issue) => void found.push(issue),
    judgeBy: async () => ({ configuration, today: '2026-03-20' }),
  });
  const issues = found.toSorted((left, right) => (left.offset ?? 0) - (right.offset ?? 0));
  return { kind, contents, issues, answer };
}
