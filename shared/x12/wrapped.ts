import { scanIsa } from './delimiters.ts';

/** The characters of an ISA with its terminator; and so much of a file tells whether it is wrapped. */
const isaLength = 106;
const headLength = 1000;

/**
 * After how many characters each line of a file ends, where that is in the midst of its ISA, as in files from systems with records of 80
 * bytes. X12 says nothing of such line ends: they stand in elements too, and no reader can tell which of them do.
 */
export function wrappedAt(text: string): number | undefined {
  const head = text.slice(0, headLength).trimStart();
  const [first = '', second = '', third] = head.split(/\r\n|\r|\n/);
  if (!first.startsWith('ISA') || first.length >= isaLength - 1) return undefined;
  const isEven = third === undefined ? second.length <= first.length : second.length === first.length;
  const scan = scanIsa(head.replace(/[\r\n]/g, ''), 0);
  return isEven && scan.found === 'isa' && scan.end === isaLength ? first.length : undefined;
}
