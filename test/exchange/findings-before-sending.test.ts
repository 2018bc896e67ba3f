import { expect, test } from 'vitest';
import type { Claim, Finding, ServiceLine } from '../../shared/claims/index.ts';
import { findingsBeforeSending, writeClaims837P } from '../../shared/exchange/index.ts';
import { exampleClaim } from '../claims/example.ts';
import { entriesOf, pcn, sending } from './sending.ts';

const visit = exampleClaim();
const { billingProvider: billing } = visit;
const there = billing.address;
const context = { today: '2026-03-20', timelyFilingDays: 90 };

/** What is said of a claim before it is sent, when it came as an encounter and when as an 837P; `released`: what is let go. */
async function saidOf(claim: Claim, ...released: string[]): Promise<Finding['code'][][]> {
  const stops = ({ code, severity }: Finding) => severity === 'error' && !released.includes(code);
  const { text } = writeClaims837P({ ...sending, claims: [{ claim, patientControlNumber: pcn(1) }] });
  const [entry] = await entriesOf(text);
  if (entry?.kind !== 'claim') throw new Error('no claim was read');
  const uploaded = { claim: entry.claim, source: entry.source, patientControlNumber: pcn(1) };
  return [
    findingsBeforeSending({ claim, patientControlNumber: pcn(1) }, [], context, stops),
    findingsBeforeSending(uploaded, entry.findings, context, stops),
  ].map((findings) => findings.filter(stops).map(({ code }) => code));
}

test('what an edit finds is not said again in the terms of the guide', async () => {
  const unborn = { ...visit, subscriber: { ...visit.subscriber, dateOfBirth: '2026-03-10' } };
  expect(await saidOf(unborn)).toEqual([['birth-after-service'], ['birth-after-service']]);
  expect(await saidOf(unborn, 'birth-after-service')).toEqual([[], []]);
});

test('what no edit knows is said in the terms of the guide', async () => {
  const accident = { causes: ['OA'], date: '2026-03-10' };
  expect(await saidOf({ ...visit, accident })).toEqual([['x12-rule-broken'], ['x12-rule-broken']]);
  expect(await saidOf({ ...visit, accident: { ...accident, date: '2026-03-09' } })).toEqual([[], []]);
});

test.each([
  ['of the claim', (): Claim => ({ ...visit, placeOfServiceCode: '51' })],
  [
    'of a line',
    (): Claim => ({
      ...visit,
      serviceLines: visit.serviceLines.map((line) => ({ ...line, placeOfServiceCode: '21' })),
    }),
  ],
])('an encounter with a bed as the place %s is told to say the day of admission, and holds no claim', (_, made) => {
  const claim = made();
  const found = (given: Claim) =>
    findingsBeforeSending(
      { claim: given, patientControlNumber: pcn(1) },
      [],
      context,
      ({ severity }) => severity === 'error',
    );
  expect(found(claim)).toMatchObject([
    {
      severity: 'warning',
      field: 'admissionDate',
      message: expect.stringContaining('A claim for inpatient care says when the patient was admitted'),
    },
  ]);
  expect(found({ ...claim, admissionDate: '2026-03-01' })).toEqual([]);
});

test('an encounter cannot tell what payers before its own have paid; an 837 can', async () => {
  const second = { ...visit, payer: { ...visit.payer, responsibility: 'S' } };
  expect(await saidOf(second)).toEqual([['payers-before-unknown'], []]);
  expect(await saidOf(second, 'payers-before-unknown')).toEqual([[], []]);
});

test.for<[field: string, changed: Partial<Claim>]>([
  ['accident.date', { accident: { causes: ['OA'], date: '2026-03-10' } }],
  ['accident.state', { accident: { causes: ['AA'], state: 'ZZ', date: '2026-03-01' } }],
  ['accident.country', { accident: { causes: ['AA'], country: 'XX', date: '2026-03-01' } }],
  ['accident.causes', { accident: { causes: ['ZZ'] } }],
  [
    'billingProvider.address.address1',
    { billingProvider: { ...billing, address: { ...there, address1: 'PO Box 7' } } },
  ],
  ['subscriber.address.country', { subscriber: { ...visit.subscriber, address: { ...there, country: 'XX' } } }],
])('what the guide alone finds names %s', ([field, changed]) => {
  const outgoing = { claim: { ...visit, ...changed }, patientControlNumber: pcn(1) };
  const [finding, ...others] = findingsBeforeSending(outgoing, [], context, () => true);
  expect([finding?.field, finding?.message, others]).toEqual([field, expect.not.stringMatching(/ in loop /), []]);
});

test.for<[of: string, drugs: string[], isRepeated: boolean]>([
  ['one drug', ['00000000001', '00000000001'], true],
  ['two drugs', ['00000000001', '00000000002'], false],
])('two lines of one service and %s', async ([, drugs, isRepeated]) => {
  const [line] = visit.serviceLines as [ServiceLine];
  const claim = { ...visit, serviceLines: drugs.map(() => ({ ...line, procedureCode: 'J3490' })) };
  const { text } = writeClaims837P({ ...sending, claims: [{ claim, patientControlNumber: pcn(1) }] });
  const [first, ...others] = text.split('REF*6R*');
  const withDrugs = others.map((part, index) => part.replace('~', `~LIN**N4*${drugs[index]}~CTP****1*UN~`));
  const [entry] = await entriesOf([first, ...withDrugs].join('REF*6R*'));
  if (entry?.kind !== 'claim') throw new Error('no claim was read');
  const findings = findingsBeforeSending({ ...entry, patientControlNumber: pcn(1) }, [], context, () => true);
  expect(findings.some(({ code }) => code === 'service-line-repeated')).toBe(isRepeated);
});
