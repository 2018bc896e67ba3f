import { describe, expect, test } from 'vitest';
import type { FileIssue } from '../../../shared/exchange/check-file.ts';
import { encodeText } from '../../../shared/x12/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { checkedBytes } from './checked-bytes.ts';

const [firstLine] = exampleEncounter.serviceLines;
const itself = {
  organizationName: 'Willow Creek',
  npi: '1234567893',
  taxId: '123456789',
  address: { address1: '12 Mill Street', city: 'Albany', state: 'NY', postalCode: '122071234' },
};
const born = (dateOfBirth: string) => ({
  ...exampleEncounter,
  subscriber: { ...exampleEncounter.subscriber, dateOfBirth },
});

/** `line 3 record 2 subscriber.dateOfBirth requirement/date-impossible` */
function inShort({ line, record, field, level, code }: FileIssue): string {
  const where = [line && `line ${line}`, record && `record ${record}`];
  return [...where, field, `${level}/${code}`].filter(Boolean).join(' ');
}

describe('what is wrong with encounters', () => {
  test.each([
    ['a list of no encounter', '[]', ['syntax/no-encounter']],
    ['JSON that breaks off', '[\n{"encounterId": "ENC-1",\n', ['line 2 record 1 syntax/encounter-cut-off']],
    [
      'a list that is cut off in its third encounter, and what is wrong before',
      JSON.stringify([exampleEncounter, born('1980-02-30'), exampleEncounter], null, 2).slice(0, -200),
      [
        'line 54 record 2 subscriber.dateOfBirth requirement/date-impossible',
        'line 106 record 3 syntax/encounter-cut-off',
      ],
    ],
    [
      'a line that is no JSON',
      `${JSON.stringify(exampleEncounter)}\n{"encounterId": \n`,
      ['line 2 record 2 syntax/not-json'],
    ],
    [
      'a birthday that never was, as the scrub holds it',
      JSON.stringify([exampleEncounter, born('1980-02-30')]),
      ['record 2 subscriber.dateOfBirth requirement/date-impossible'],
    ],
    [
      'units that no claim can carry',
      JSON.stringify([{ ...exampleEncounter, serviceLines: [{ ...firstLine, units: 0.1 + 0.2 }] }]),
      ['record 1 serviceLines[0].units requirement/units-too-long'],
    ],
    [
      'a service after the day',
      JSON.stringify([{ ...exampleEncounter, serviceLines: [{ ...firstLine, serviceDate: '2026-03-21' }] }]),
      ['record 1 serviceLines[0].serviceDate requirement/service-in-future'],
    ],
    [
      'a practice that nobody configured',
      JSON.stringify([{ ...exampleEncounter, practiceId: 'unknown' }]),
      ['record 1 practiceId requirement/encounter-not-taken'],
    ],
    [
      'a practice that nobody configured, with the NPI of one',
      JSON.stringify([{ ...exampleEncounter, practiceId: 'wilow-creek', billingProvider: itself }]),
      ['record 1 practiceId requirement/encounter-not-taken'],
    ],
    [
      'a payer that nobody configured, of a practice that is configured and of one that is not',
      JSON.stringify([
        { ...exampleEncounter, payerId: 'SBX011' },
        { ...exampleEncounter, payerId: 'X1', practiceId: 'oak', billingProvider: { ...itself, npi: '1999999984' } },
      ]),
      ['record 1 payerId requirement/payer-not-configured'],
    ],
    [
      'a diagnosis, named as its sender does',
      JSON.stringify([{ ...exampleEncounter, diagnosisCodes: ['F32.1', '?'] }]),
      ['record 1 diagnosisCodes[1] requirement/diagnosis-code-malformed'],
    ],
    [
      'no diagnosis',
      JSON.stringify([
        { ...exampleEncounter, diagnosisCodes: [], serviceLines: [{ ...firstLine, diagnosisCodePointers: [] }] },
      ]),
      [
        'record 1 diagnosisCodes[0] requirement/diagnosis-missing',
        'record 1 serviceLines[0].diagnosisCodePointers requirement/diagnosis-pointer-missing',
      ],
    ],
    [
      'a provider whom nobody knows, by the name that is missing',
      JSON.stringify([{ ...exampleEncounter, renderingProvider: { npi: '1679576722' } }]),
      ['record 1 renderingProvider.lastName requirement/field-missing'],
    ],
    [
      'an organization with a character that cannot be sent',
      JSON.stringify([{ ...exampleEncounter, renderingProvider: { organizationName: 'Weide 柳', npi: '1679576722' } }]),
      ['record 1 renderingProvider.organizationName requirement/characters-unsendable'],
    ],
    [
      'a relationship that there is not, as a field of the encounter and not of an 837',
      JSON.stringify([{ ...exampleEncounter, dependent: { lastName: 'S', relationshipToSubscriberCode: '99' } }]),
      ['record 1 dependent.relationshipToSubscriberCode requirement/encounter-not-taken'],
    ],
    [
      'a field of the second encounter',
      JSON.stringify([exampleEncounter, { ...exampleEncounter, encounterId: 7 }]),
      ['record 2 encounterId requirement/encounter-not-taken'],
    ],
  ])('%s', async (_name, text, issues) => {
    expect((await checkedBytes(encodeText(text))).issues.map(inShort)).toEqual(issues);
  });
});
