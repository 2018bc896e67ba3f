import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadConfiguration, loadSimulation } from '../../local/configuration/index.ts';
import { type Configuration, payerOf } from '../../shared/claims/index.ts';
import { billedServiceKey, scrub } from '../../shared/edits/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { readFile as readX12, rewrite } from '../../shared/x12/index.ts';
import { scenarios } from '../../simulator/index.ts';
import { type ExpectedOutcome, examples, expectedOutcomes, sampleClaims, sampleRecords } from './sample-batch.ts';

/** The day after the newest service. */
const today = '2026-03-21';

const configuration = await loadConfiguration(`${examples}/claimwright.json`);
const simulation = await loadSimulation(`${examples}/simulation.json`);
const records = await sampleRecords();
const claims = await sampleClaims();
const expected = await expectedOutcomes();

function outcomeOf(sourceId: string): ExpectedOutcome | undefined {
  return expected.find(({ externalId, status }) => externalId === sourceId && !isSetAside(status));
}

function isSetAside(status: string): boolean {
  return ['refused', 'duplicate', 'conflict'].includes(status);
}

describe('expected-outcomes.json', () => {
  test('says of every record once where it ends', () => {
    const places = records.map(({ file, record }) => `${file} ${record.place}`);
    expect(expected.map(({ file, place }) => `${file} ${place}`)).toEqual(places);
  });

  test('names each record as its file does', () => {
    for (const [index, { record, practice }] of records.entries()) {
      if (!record.ok) continue;
      const { externalId, practice: practiceId } = expected[index] ?? {};
      expect({ externalId, practiceId }).toEqual({
        externalId: record.claim.sourceId,
        practiceId: practice?.practiceId,
      });
    }
  });

  test('knows what opens no claim, and why', () => {
    const setAside = records.flatMap(({ record, kind }) => {
      if (kind === 'claim') return [];
      return [
        { place: record.place, status: kind, reasons: record.ok ? [kind] : record.reasons.map(({ code }) => code) },
      ];
    });
    const said = expected.filter(({ status }) => isSetAside(status));
    expect(said.map(({ place, status, reasons }) => ({ place, status, reasons }))).toEqual(setAside);
  });

  test('is what the tables of the README say', async () => {
    const readme = await readFile(`${examples}/README.md`, 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| (line|encounter) \d/.test(line));
    const said = expected.map(({ place, externalId, status, reasons }) =>
      [place.replace(', interchange 1, group 1', ''), externalId ?? '–', status, reasons.join(', ') || '–'].join(' | '),
    );
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    expect(cells.map(([, place, id, , status, reasons]) => [place, id, status, reasons].join(' | '))).toEqual(said);
  });
});

/** The codes of the errors that hold each claim, by its id. */
function scrubbed({ payers, ...rest }: Configuration): Map<string, string[]> {
  const alreadyBilled = new Map<string, string>();
  const held = new Map<string, string[]>();
  for (const { claim } of claims) {
    const { timelyFilingDays } = payerOf({ payers, ...rest }, claim.payer.payerId);
    const findings = scrub(claim, { today, timelyFilingDays, alreadyBilled });
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    if (errors.length > 0) held.set(claim.sourceId, errors);
    for (const line of claim.serviceLines) alreadyBilled.set(billedServiceKey(claim, line), claim.sourceId);
  }
  return held;
}

describe('the claims of the sample', () => {
  test('are held by the edits for the reasons expected, and no others', () => {
    const held = scrubbed(configuration);
    // The payer's answer comes before the edits: a member without an id is nobody that it knows.
    const coverage = ['coverage-inactive', 'patient-not-found'];
    for (const { claim } of claims) {
      const { status, reasons = [] } = outcomeOf(claim.sourceId) ?? {};
      const byEdit = status === 'held' && !coverage.includes(reasons[0] ?? '') && reasons[0] !== 'next-payer';
      const errors = held.get(claim.sourceId) ?? [];
      if (byEdit) expect([claim.sourceId, ...errors]).toEqual([claim.sourceId, ...reasons]);
      else if (claim.subscriber.memberId !== '') expect([claim.sourceId, ...errors]).toEqual([claim.sourceId]);
    }
  });

  test('come from three practices and go to every payer', () => {
    const practices = new Set(claims.map(({ practiceId }) => practiceId));
    expect([...practices].sort()).toEqual(configuration.practices.map(({ practiceId }) => practiceId).sort());
    const payers = new Set(claims.map(({ claim }) => claim.payer.payerId));
    expect(configuration.payers.filter(({ payerId }) => !payers.has(payerId))).toEqual([]);
    expect(simulation.payers?.map(({ payerId }) => payerId).sort()).toEqual(
      configuration.payers.map(({ payerId }) => payerId).sort(),
    );
  });

  test.each(scenarios.map(({ code }) => code))('play scenario %s', (code) => {
    const longer = scenarios
      .map((scenario) => scenario.code)
      .filter((other) => other !== code && other.startsWith(code));
    const members = claims.map(({ claim }) => claim.subscriber.memberId);
    const playing = members.filter((id) => id.startsWith(code) && !longer.some((other) => id.startsWith(other)));
    expect(playing).not.toEqual([]);
  });
});

test('the 837P of the surgical group is whole, and is written back as it came', async () => {
  const text = await readFile(`${examples}/claims/surgical-group.837`, 'utf8');
  const reading = readX12(text, [claim837p]);
  // MSG-3014 is held for its ICD-9 code.
  expect(reading.issues.map(({ code, place: { line, segmentId } }) => [code, line, segmentId])).toEqual([
    ['rule-broken', 308, 'HI'],
  ]);
  expect(rewrite(reading)).toBe(text);
  expect(reading.interchanges.flatMap(({ groups }) => groups.map(({ transactions }) => transactions.length))).toEqual([
    2,
  ]);
});
