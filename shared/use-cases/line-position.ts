import { parseLineControlNumber } from '../exchange/index.ts';
import type { LinePayment } from '../remittance/index.ts';

/** The claim's line (from 0) that an answer names by our line control number. */
export function linePosition({ providerControlNumber = '' }: LinePayment): number | undefined {
  const lineNumber = parseLineControlNumber(providerControlNumber)?.lineNumber;
  return lineNumber === undefined ? undefined : lineNumber - 1;
}
