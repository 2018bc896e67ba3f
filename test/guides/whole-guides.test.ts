import { expect, test } from 'vitest';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { type Guide, readFile, rewrite, write } from '../../shared/x12/index.ts';
import { filledValue } from './filled-value.ts';

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

const guides: Guide[] = [
  claim837p,
  claim837i,
  remittance835,
  acknowledgement999,
  claimAcknowledgement277,
  eligibilityInquiry270,
  eligibilityResponse271,
];

function groupHeader({ functionalId, version }: Guide) {
  return {
    functionalId,
    sender: 'SENDER',
    receiver: 'RECEIVER',
    date: '20260302',
    time: '0815',
    controlNumber: '7',
    agency: 'X',
    version,
  };
}

test.each(guides.map((guide) => [guide.name, guide] as const))(
  '%s: every place in the guide is read as what was written there',
  (_, guide) => {
    const value = filledValue(guide);
    const text = write({
      header,
      groups: [{ header: groupHeader(guide), transactions: [{ guide, controlNumber: '0001', value }] }],
    });
    const reading = readFile(text, [guide]);
    expect(reading.issues.filter(({ code }) => code !== 'rule-broken')).toEqual([]);
    expect(rewrite(reading)).toBe(text);
    expect(reading.interchanges[0]?.groups[0]?.transactions[0]?.value).toMatchObject(value);
  },
);
