import { decodeText } from '../x12/index.ts';
import { checkEncounters, type EncounterContext } from './check-file/check-encounters.ts';
import { checkX12 } from './check-file/check-x12.ts';
import type { FileCheck } from './check-file/file-check.ts';

export type { FileCheck, FileContents, FileIssue } from './check-file/file-check.ts';

/**
 * Reads a file of any supported kind and says what it is and what is wrong with it: encounters as they would be judged on
 * that day. Never throws on what it holds.
 */
export function checkFile(bytes: Uint8Array, context: EncounterContext): FileCheck {
  const text = decodeText(bytes);
  // No interchange begins so.
  return /^\uFEFF?\s*[[{]/.test(text) ? checkEncounters(text, context) : checkX12(text);
}
