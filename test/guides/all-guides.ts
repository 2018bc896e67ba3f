import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { claimStatusInquiry276 } from '../../shared/guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../shared/guides/claim-status-277.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import type { Guide } from '../../shared/x12/index.ts';

/** Every guide there is. */
export const allGuides: readonly Guide[] = [
  claim837p,
  claim837i,
  remittance835,
  acknowledgement999,
  claimAcknowledgement277,
  claimStatusInquiry276,
  claimStatusAnswer277,
  eligibilityInquiry270,
  eligibilityResponse271,
];
