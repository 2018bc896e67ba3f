import { expect, test } from 'vitest';
import { findProblemsBeforeSending, writeClaims837P } from '../../shared/exchange/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { write } from '../../shared/x12/index.ts';
import { filledValue } from '../guides/filled-value.ts';
import { inEnvelope } from '../guides/in-envelope.ts';
import { twoPayers837p } from '../guides/two-payers-837p.ts';
import { entriesOf, pcn, sending } from './sending.ts';

const envelope = /^(ISA|IEA|GS|GE|ST|SE|BHT|HL)\*/;

/** What an 837 says, without what is ours: the envelope, who sends it to whom, and the numbers of claims and lines. */
function contentOf(text: string): string[] {
  const segments = text.split('~').map((segment) => segment.trim());
  const start = segments.findIndex((segment) => segment.startsWith('HL*'));
  return segments
    .slice(start)
    .filter((segment) => segment !== '' && !envelope.test(segment))
    .map((segment) => segment.replace(/^CLM\*[^*]*/, 'CLM*').replace(/^(REF\*6R|LX)\*.*/, '$1'));
}

async function sentAgain(text: string): Promise<string> {
  const entries = await entriesOf(text);
  const claims = entries.flatMap((entry, index) =>
    // As the store gives it back.
    entry.kind === 'claim'
      ? [{ claim: entry.claim, source: JSON.parse(JSON.stringify(entry.source)), patientControlNumber: pcn(index) }]
      : [],
  );
  const { text: sent, leftOut } = writeClaims837P({ ...sending, claims });
  expect(leftOut).toEqual([]);
  return sent;
}

test('everything that the guide has a place for leaves again as it came', async () => {
  const header = {
    authorizationQualifier: '00',
    authorization: '',
    securityQualifier: '00',
    security: '',
    senderQualifier: 'ZZ',
    sender: 'A',
    receiverQualifier: 'ZZ',
    receiver: 'B',
    date: '260302',
    time: '0815',
    repetition: '^',
    version: '00501',
    controlNumber: '000000001',
    acknowledgementRequested: '0',
    usage: 'T',
    component: ':',
  };
  const { functionalId, version } = claim837p;
  const group = {
    functionalId,
    sender: 'A',
    receiver: 'B',
    date: '20260302',
    time: '0815',
    controlNumber: '1',
    agency: 'X',
    version,
  };
  const transactions = [{ guide: claim837p, controlNumber: '0001', value: filledValue(claim837p) }];
  const text = write({ header, groups: [{ header: group, transactions }] });
  expect(contentOf(await sentAgain(text))).toEqual(contentOf(text));
});

test('a person without a first name stays one, also of a claim that an earlier revision took', async () => {
  const person = 'NM1*82*1*LINDQVIST*****XX*1999999984';
  const text = inEnvelope(claim837p, twoPayers837p.replace('LINDQVIST*SIGRID', 'LINDQVIST*'));
  for (const [index, entry] of (await entriesOf(text)).entries()) {
    if (entry.kind !== 'claim' || entry.claim.renderingProvider === undefined) continue;
    const { entityType, ...renderingProvider } = entry.claim.renderingProvider;
    expect(entityType).toBe('person');
    for (const kept of [entry.claim, { ...entry.claim, renderingProvider }]) {
      const claims = [{ claim: kept, source: entry.source, patientControlNumber: pcn(index) }];
      expect(writeClaims837P({ ...sending, claims }).text).toContain(person);
    }
  }
  expect.hasAssertions();
});

test('claims of two payers, a dependent, a prior payer and a drug leave again as they came', async () => {
  const text = inEnvelope(claim837p, twoPayers837p);
  const before = contentOf(text);
  const after = contentOf(await sentAgain(text));
  // Every line has a control number of ours, whether it came with one or not.
  const withoutLineNumbers = (segments: readonly string[]) => segments.filter((segment) => segment !== 'REF*6R');
  expect(withoutLineNumbers(after)).toEqual(withoutLineNumbers(before));
  expect(after.filter((segment) => segment === 'REF*6R')).toHaveLength(
    after.filter((segment) => segment === 'LX').length,
  );
});

/** An 837 whose delimiters are not ours, with something put into the note of its first claim or its prior authorization. */
function otherwiseDelimited(from: string, to: string): Uint8Array {
  const text = inEnvelope(claim837p, twoPayers837p).replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', '\n');
  expect(text).toContain(from);
  return Buffer.from(text.replaceAll('\n\n', '\n').replace(from, to), 'latin1');
}

test.each<[string, string, string, string | undefined, string]>([
  ['nothing that we lack', 'RAPID TEST', 'RAPID TEST', undefined, 'NTE*ADD*RAPID TEST~'],
  ['our delimiters in a note', 'RAPID TEST', 'RAPID*T:ST', 'characters-replaced', 'NTE*ADD*RAPID T ST~'],
  ['an old Latin-1 letter in a note', 'RAPID TEST', 'RAPID TÉST', 'characters-replaced', 'NTE*ADD*RAPID TEST~'],
  ['our delimiter in a number', 'RX-55', 'RX*55', 'characters-unsendable', ''],
  ['an old Latin-1 letter in a number', 'RX-55', 'RXÉ55', 'characters-unsendable', ''],
  // The edits say it, by its field.
  ['a letter in a name that the claim says too', 'MORGAN', 'MÖRGAN', undefined, 'NM1*IL*1*MORGAN*ALEX*Q'],
])('an 837 with %s', async (_name, from, to, code, sent) => {
  const entries = await entriesOf(otherwiseDelimited(from, to));
  const [entry] = entries.filter(({ kind }) => kind === 'claim');
  if (entry?.kind !== 'claim') throw new Error('holds no claim');
  const outgoing = { claim: entry.claim, source: entry.source, patientControlNumber: pcn(1) };
  const findings = findProblemsBeforeSending(outgoing);
  expect(findings.filter(({ code }) => code.startsWith('characters'))).toEqual(
    code === undefined ? [] : [expect.objectContaining({ code })],
  );
  const { text } = writeClaims837P({ ...sending, claims: [outgoing] });
  expect(text).toContain(sent);
  if (sent === '') expect(text).toBe('');
});
