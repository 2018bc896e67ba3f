import { type AcknowledgeOptions, acknowledge } from '../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { type Group, readFile } from '../../shared/x12/index.ts';
import { written } from './every-guide.ts';

export const guides = [claim837p, eligibilityInquiry270];

/** The 999s that answer a file, as a file. */
export function answered(groups: readonly Group[], options?: AcknowledgeOptions): string {
  const values = groups.flatMap((group) => acknowledge(group, options) ?? []);
  return written(acknowledgement999, values, { delimiters: { lineEnd: '\n' } });
}

/** The segments of the 999 between ST and SE. */
export function answer(text: string, options?: AcknowledgeOptions): string[] {
  const groups = readFile(text, guides).interchanges.flatMap((interchange) => interchange.groups);
  return answered(groups, options)
    .split('~\n')
    .filter((segment) => /^(AK|IK|CTX)/.test(segment));
}
