import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { claimStatusInquiry276 } from '../../shared/guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../shared/guides/claim-status-277.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { type Guide, type InterchangeToWrite, write } from '../../shared/x12/index.ts';

export const everyGuide: readonly Guide[] = [
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

const header = {
  authorizationQualifier: '00',
  authorization: '',
  securityQualifier: '00',
  security: '',
  senderQualifier: 'ZZ',
  sender: 'SENDER',
  receiverQualifier: 'ZZ',
  receiver: 'RECEIVER',
  date: '260302',
  time: '0815',
  repetition: '^',
  version: '00501',
  controlNumber: '000000101',
  acknowledgementRequested: '0',
  usage: 'T',
  component: ':',
};

/** One group of transaction sets of one guide, in an interchange; of none there is no group. */
export function written(
  guide: Guide,
  values: readonly unknown[],
  more: Pick<InterchangeToWrite, 'acknowledgements' | 'delimiters'> = {},
): string {
  const { functionalId, version } = guide;
  const group = {
    sender: 'SENDER',
    receiver: 'RECEIVER',
    date: '20260302',
    time: '0815',
    controlNumber: '7',
    agency: 'X',
  };
  const transactions = values.map((value, index) => ({
    guide,
    controlNumber: String(index + 1).padStart(4, '0'),
    value,
  }));
  const groups = [{ header: { functionalId, version, ...group }, transactions }];
  return write({ header, groups: values.length === 0 ? [] : groups, ...more });
}
