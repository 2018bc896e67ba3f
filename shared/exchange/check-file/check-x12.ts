import { acknowledgement999 } from '../../guides/acknowledgement-999.ts';
import { claim837i } from '../../guides/claim-837i/index.ts';
import { claim837p } from '../../guides/claim-837p/index.ts';
import { claimAcknowledgement277 } from '../../guides/claim-acknowledgement-277ca.ts';
import { eligibilityInquiry270 } from '../../guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../guides/eligibility-271.ts';
import { remittance835 } from '../../guides/remittance-835/index.ts';
import { type Issue, type Place, readFile } from '../../x12/index.ts';
import { delimiterFaults } from '../delimiter-faults.ts';
import { contentsOf } from './contents-of.ts';
import type { FileCheck, FileIssue } from './file-check.ts';
import { counting, remittanceImbalances } from './remittance-imbalances.ts';

const guides = [
  claim837p,
  claim837i,
  remittance835,
  acknowledgement999,
  claimAcknowledgement277,
  eligibilityInquiry270,
  eligibilityResponse271,
];

/**
 * Checks a file of EDI: each transaction set by its guide, each remittance by its sums too. Where it declares separators
 * that it does not use, that comes first, and the rest is what would still be wrong.
 */
export function checkX12(came: string): FileCheck {
  const { issues: ofDelimiters, mended: text } = delimiterFaults(came);
  const { interchanges, issues } = readFile(text, guides);
  const contents = contentsOf(interchanges);
  const linesBefore = counting(text, text.includes('\n') ? '\n' : '\r', 0);
  const imbalances = interchanges.flatMap(({ groups, delimiters }, interchange) =>
    groups.flatMap(({ transactions }, group) =>
      transactions.map((each, transaction) => {
        const envelope = { interchange: interchange + 1, group: group + 1, transaction: transaction + 1 };
        return remittanceImbalances(each, { text, linesBefore, delimiters, envelope });
      }),
    ),
  );
  const replaced = new Set(imbalances.flatMap((each) => each.instead));
  const found = [...issues.filter((issue) => !replaced.has(issue)), ...imbalances.flatMap((each) => each.issues)]
    .toSorted((left, right) => left.place.offset - right.place.offset)
    .map(issueOf);
  const isEmpty = contents.length === 0 && found.length === 0;
  const beside = found.length === 0 ? '' : ' What is listed after this is what would still be wrong then.';
  const explaining = ofDelimiters.map((issue) => ({ ...issue, message: `${issue.message}${beside}` }));
  return { contents, issues: [...explaining, ...(isEmpty ? [nothingInside] : found)] };
}

const nothingInside: FileIssue = {
  line: 1,
  level: 'syntax',
  code: 'nothing-inside',
  message: 'The file holds neither a transaction set nor a TA1.',
};

function issueOf({ code, level, message, place }: Issue): FileIssue {
  const { offset: _offset, ...where }: Place = place;
  return { ...where, level, code, message };
}
