import { describe, expect, test } from 'vitest';
import { correctClaim } from '../../shared/use-cases/index.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import { denial, type Step, says, send } from './play-claims.ts';
import { temporaryHome } from './run-home.ts';

/** Holds a claim until it is corrected, whatever else it says. */
const undiagnosed = { diagnosisCodes: [] };
const diagnosed = 'diagnoses[0].code=J02.9';

const correct =
  (externalId: string, ...corrections: string[]): Step =>
  async (home) => {
    const { claimId } = (await theClaim(home, externalId)).record;
    expect(await correctClaim(scope, biller, home.services, claimId, corrections)).toMatchObject({ ok: true });
    await home.time.run();
  };

const bothLines = (field: string, value: string) => [0, 1].map((line) => `serviceLines[${line}].${field}=${value}`);
const { serviceLines: lines } = encounter('SILENT8') as { readonly serviceLines: readonly object[] };
const withLines = (changes: object) => ({ serviceLines: lines.map((line) => ({ ...line, ...changes })) });
const manyLines = Array.from({ length: 50 }, (_, day) => ({
  ...lines[0],
  serviceDate: new Date(Date.UTC(2026, 0, 10 + day)).toISOString().slice(0, 10),
}));

const sent = { attempts: 1, isBilledAlready: false };
const held = { attempts: 0, isBilledAlready: true };

describe('of two claims that bill the same service', () => {
  type Row = readonly [name: string, steps: readonly Step[], one: object, two: object];
  test.each<Row>([
    [
      'the second is held when the first was corrected to its member',
      [send('1', 'SILENT8', undiagnosed), correct('1', 'subscriber.memberId=SILENT9', diagnosed), send('2', 'SILENT9')],
      sent,
      held,
    ],
    [
      'or to its dates',
      [
        send('1', 'SILENT8', { ...undiagnosed, ...withLines({ serviceDate: '2026-03-02' }) }),
        correct('1', ...bothLines('serviceDate', '2026-03-03'), diagnosed),
        send('2', 'SILENT8'),
      ],
      sent,
      held,
    ],
    [
      'or to one of its procedures',
      [
        send('1', 'SILENT8', undiagnosed),
        correct('1', 'serviceLines[0].procedureCode=99214', diagnosed),
        send('2', 'SILENT8', { serviceLines: [{ ...lines[0], procedureCode: '99214' }] }),
      ],
      sent,
      held,
    ],
    [
      'or in every one of as many lines as a claim may have',
      [
        send('1', 'SILENT8', { ...undiagnosed, serviceLines: manyLines }),
        correct('1', 'subscriber.memberId=SILENT9', diagnosed),
        send('2', 'SILENT9', { serviceLines: manyLines.slice(-1) }),
      ],
      sent,
      held,
    ],
    [
      'the first is held when it is corrected to what the second was sent for',
      [send('1', ''), send('2', 'SILENT9'), correct('1', 'subscriber.memberId=SILENT9')],
      held,
      sent,
    ],
    [
      'also when the first was sent before, with another service',
      [
        send('1', 'SILENT8'),
        send('2', 'SILENT9'),
        says('1', '2026-05-09', denial),
        correct('1', 'subscriber.memberId=SILENT9'),
      ],
      { ...held, attempts: 1 },
      sent,
    ],
    [
      'both are sent when the first was corrected to another day',
      [
        send('1', 'SILENT8', undiagnosed),
        correct('1', ...bothLines('serviceDate', '2026-03-09'), diagnosed),
        send('2', 'SILENT8'),
      ],
      sent,
      sent,
    ],
    [
      'the second waits for the first while neither was sent',
      [send('1', 'SILENT8', undiagnosed), send('2', 'SILENT8'), correct('1', diagnosed)],
      sent,
      held,
    ],
    [
      'the one that was sent goes again, and the one that is held for it stays held',
      [
        send('1', ''),
        send('2', 'SILENT9'),
        correct('1', 'subscriber.memberId=SILENT9'),
        says('2', '2026-05-09', denial),
        correct('2', 'priorAuthorizationNumber=PA1'),
      ],
      held,
      { ...sent, attempts: 2 },
    ],
  ])('%s', async (_name, steps, ...expected) => {
    using home = await temporaryHome();
    for (const step of steps) await step(home);
    const files = [await theClaim(home, '1'), await theClaim(home, '2')];
    const stand = files.map(({ record, submissions }) => ({
      attempts: submissions.length,
      isBilledAlready: record.reasons.some(({ code }) => code === 'service-already-billed'),
    }));
    expect(stand).toEqual(expected);
  });
});
