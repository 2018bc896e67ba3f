import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportText } from '../../local/commands/report-text.ts';
import type { ClaimId } from '../../shared/claims/index.ts';
import { claimFiles, fileRecords, practiceScopes } from '../../shared/repositories/index.ts';
import { claimView } from '../../shared/use-cases/claim-view.ts';
import { releaseClaim, replayFile, runReport } from '../../shared/use-cases/index.ts';
import { checkedBytes } from '../local/commands/checked-bytes.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import { clp, interchange, remittance835 } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const group = { practiceId: 'surgical-group' };

describe('files that are no claims', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /empty/],
    ['a picture', Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10), /neither/],
    ['a list that ends in the middle', '[{"encounterId": "E1", "practiceId"', /not whole JSON/],
    ['an interchange that ends within its header', 'ISA*00*          *00*', /within its header/],
  ])('%s is kept, and the reason is given', async (_name, content, reason) => {
    using home = await temporaryHome();
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await takeIn(home, { path: '/uploads/broken', bytes }, uploadOf('good', encounter('PAID1')));
    const [broken, good] = await fileRecords(home.services.items);
    expect(broken).toMatchObject({ status: 'quarantined', reason: expect.stringMatching(reason) });
    const kept = await home.services.objects.get(broken?.objectKey ?? '');
    expect(Buffer.from(kept ?? '').equals(bytes)).toBe(true);
    expect(good).toMatchObject({ status: 'read', counts: { taken: 1 } });
  });

  test('of a list that is cut off the encounters before are taken, and the one in which it is cut is refused', async () => {
    using home = await temporaryHome();
    const whole = JSON.stringify([encounter('PAID1'), encounter('PAID2'), encounter('PAID3')], null, 1);
    await takeIn(home, { path: '/uploads/cut.json', bytes: Buffer.from(whole.slice(0, -40)) });
    const [file] = await fileRecords(home.services.items);
    expect(file).toMatchObject({ status: 'read', counts: { records: 3, taken: 2, refused: 1 } });
    const { refused } = await runReport(home.services);
    const line = whole.slice(0, whole.lastIndexOf('\n {')).split('\n').length + 1;
    expect(refused).toMatchObject([
      { place: `encounter 3, line ${line}`, reasons: [expect.stringMatching(/does not end/)] },
    ]);
  });

  test('of a list that is cut off between encounters all are taken, and it is told', async () => {
    using home = await temporaryHome();
    const whole = JSON.stringify([encounter('PAID1'), encounter('PAID2')]);
    await takeIn(home, { path: '/uploads/cut.json', bytes: Buffer.from(whole.slice(0, -1)) });
    const { claims, refused, problems } = await runReport(home.services);
    expect([claims.total, refused.length]).toEqual([2, 0]);
    expect(problems).toMatchObject([{ place: 'encounter 3, line 1', reasons: [expect.stringMatching(/cut off/)] }]);
  });

  test('of encounters one a line the first of which is broken the others are taken, and that one is refused', async () => {
    using home = await temporaryHome();
    const lines = [encounter('PAID1'), encounter('PAID2'), encounter('PAID3')].map((each) => JSON.stringify(each));
    const text = [lines[0]?.slice(0, -1), ...lines.slice(1)].join('\n');
    await takeIn(home, { path: '/uploads/broken.ndjson', bytes: Buffer.from(text) });
    const [file] = await fileRecords(home.services.items);
    expect(file).toMatchObject({ status: 'read', counts: { records: 3, taken: 2, refused: 1 } });
    const { refused } = await runReport(home.services);
    expect(refused).toMatchObject([{ place: 'line 1', reasons: [expect.stringMatching(/not whole JSON/)] }]);
  });

  test('claims of a file that uses another separator than it declares are taken by what it uses, and it is told', async () => {
    using home = await temporaryHome();
    const right = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    const wrong = `${right.slice(0, 104)}>${right.slice(105)}`;
    await takeIn(home, { path: '/uploads/wrong.837', bytes: Buffer.from(wrong) });
    const { issues } = await checkedBytes(Buffer.from(wrong));
    const [reason] = issues.filter(({ code }) => code === 'delimiter-wrong').map(({ message }) => message);
    expect(reason).toContain('declares ">" as the component separator (ISA16)');
    const taken = await runReport(home.services);
    expect(taken.problems).toMatchObject([{ file: 'wrong.837', place: 'line 1', reasons: [reason] }]);
    await takeIn(home, { path: '/uploads/right.837', bytes: Buffer.from(right) });
    const both = await runReport(home.services);
    // The same claims, to the last element: each is a duplicate of what was read before.
    expect(both.claims).toEqual(taken.claims);
    expect([taken.claims.total, both.duplicates.length, both.conflicts.length]).toEqual([17, 19, 0]);
  });

  test('claims of a file that is not read here are counted, so that what was sent and what was read can be compared', async () => {
    using home = await temporaryHome();
    const professional = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    const institutional = professional.replaceAll('005010X222A1', '005010X223A2');
    await takeIn(home, { path: '/uploads/other.837', bytes: Buffer.from(institutional) });
    const counts = { records: 18, taken: 0, refused: 0, duplicates: 0, conflicts: 0, problems: 0, unread: 18 };
    expect(await fileRecords(home.services.items)).toMatchObject([{ status: 'quarantined', counts }]);
    const text = reportText(await runReport(home.services), { folder: 'data' }, { isSample: false });
    expect(text).toMatch(/unread, in quarantined files +18\n/);
  });

  test('an answer that uses another separator than it declares is kept whole for that one reason', async () => {
    using home = await temporaryHome();
    const line = ['SVC*HC>99213*203*100**1', 'DTM*472*20260303', 'CAS*CO*45*103'];
    const [claim = '', patient = ''] = clp('OLD1', 100);
    const wrong = interchange(...remittance835('TR1', 100, [claim, patient, ...line]));
    await takeIn(home, { path: '/uploads/wrong.835', bytes: Buffer.from(wrong) });
    const [file] = await fileRecords(home.services.items);
    const reason = expect.stringContaining('declares ":" as the component separator (ISA16), and ">" is what is used');
    expect(file).toMatchObject({ status: 'quarantined', kind: '835', reason });
    await replayFile(home.services, file?.fileId ?? '');
    await home.time.run();
    expect(await fileRecords(home.services.items)).toMatchObject([{ status: 'quarantined', reason }]);
  });

  test('what is wrong around the claims of a file that was cut off names its line once', async () => {
    using home = await temporaryHome();
    const whole = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    await takeIn(home, { path: '/uploads/cut.837', bytes: Buffer.from(whole.slice(0, whole.length / 2)) });
    const { problems } = await runReport(home.services);
    const said = problems.map(({ place, reasons }) => [place, ...reasons]);
    expect(said).toEqual([
      [expect.stringMatching(/^line \d+$/), 'The group ends without its GE segment.'],
      [expect.stringMatching(/^line \d+$/), 'The interchange ends without its IEA segment.'],
    ]);
  });

  test('a claim that lost its subscriber is held, and not billed under the one before, until a person has looked', async () => {
    using home = await temporaryHome();
    const whole = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    const lost = whole.slice(whole.indexOf('HL*3*1*'), whole.indexOf('CLM*MSG-3002*'));
    const count = 230 - lost.trim().split('\n').length;
    const text = whole.replace(lost, '').replace('SE*230*', `SE*${count}*`);
    await takeIn(home, { path: '/uploads/lost.837', bytes: Buffer.from(text) });
    const inDoubt = [];
    for await (const { record, submissions } of claimFiles(home.services.items, group)) {
      if (record.reasons.some(({ code }) => code === 'patient-in-doubt')) inDoubt.push({ record, submissions });
    }
    expect(inDoubt.map(({ record: { claim, status }, submissions }) => [claim.sourceId, status, submissions])).toEqual([
      ['MSG-3001', 'held', []],
      ['MSG-3002', 'held', []],
    ]);
    const [{ record } = { record: undefined }] = inDoubt;
    await releaseClaim(group, biller, home.services, record?.claimId ?? ('' as ClaimId));
    await home.time.run();
    expect((await theClaim(home, 'MSG-3001', group)).record.status).toBe('closed');
  });

  test('a claim in which segments have run together is held alone', async () => {
    using home = await temporaryHome();
    const whole = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    const at = whole.indexOf('\n', whole.indexOf('DTP*472', whole.indexOf('CLM*MSG-3001*')));
    const text = `${whole.slice(0, at).replace(/~\r?$/, '')}${whole.slice(at + 1)}`;
    await takeIn(home, { path: '/uploads/joined.837', bytes: Buffer.from(text) });
    const held: string[] = [];
    for await (const { record } of claimFiles(home.services.items, group)) {
      const wrong = record.reasons.filter(({ severity }) => severity === 'error');
      if (wrong.some(({ code }) => code.startsWith('x12') || code === 'patient-in-doubt'))
        held.push(`${record.claim.sourceId} ${wrong.map(({ code }) => code)}`);
    }
    expect(held).toEqual(['MSG-3001 x12-element-invalid']);
  });

  test('a claim before any level is refused with its line, and the counts are those of the file', async () => {
    using home = await temporaryHome();
    const whole = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    const text = whole
      .replace('HL*1**20*1~', 'CLM*STRAY*10***11:B:1*Y*A*Y*Y~\nHL*1**20*1~')
      .replace('SE*230*', 'SE*231*');
    await takeIn(home, { path: '/uploads/stray.837', bytes: Buffer.from(text) });
    const [file] = await fileRecords(home.services.items);
    expect(file?.counts).toMatchObject({ records: 19, taken: 17, refused: 1, duplicates: 1 });
    const { refused } = await runReport(home.services);
    expect(refused).toMatchObject([{ place: 'line 8', reasons: [expect.stringMatching(/^The claim \(CLM\) stands/)] }]);
  });

  test('an encounter of a practice that nobody configured is taken when it says who bills', async () => {
    using home = await temporaryHome();
    const billingProvider = {
      organizationName: 'Elsewhere Clinic',
      npi: '1234567893',
      taxId: '780099999',
      taxonomyCode: '207Q00000X',
      address: { address1: '2 Other Road', city: 'Elsewhere', state: 'OH', postalCode: '450990002' },
    };
    await takeIn(
      home,
      uploadOf('one', encounter('PAID1', { practiceId: 'elsewhere', payerId: 'NEWPAYER', billingProvider })),
    );
    expect(await practiceScopes(home.services.items)).toEqual([{ practiceId: 'elsewhere' }]);
    expect((await runReport(home.services)).claims.byStatus).toEqual({ closed: 1 });
  });

  test('a record with bytes that are no UTF-8 is refused, and its neighbour is taken', async () => {
    using home = await temporaryHome();
    const records = [encounter('PAID1'), { ...encounter('PAID2', { payerName: 'Münster', placeOfServiceCode: '' }) }];
    const bytes = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''), 'latin1');
    await takeIn(home, { path: '/uploads/latin1.ndjson', bytes });
    const { refused, claims } = await runReport(home.services);
    expect(claims.total).toBe(1);
    expect(refused.flatMap(({ reasons }) => reasons)).toEqual([
      'payerName: Holds bytes that are not UTF-8: save it as UTF-8 and send it again.',
      'placeOfServiceCode: Must not be empty.',
    ]);
  });

  test('a claim of which more is wrong than an item of the store holds is held, and its neighbours are taken', async () => {
    using home = await temporaryHome();
    const whole = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
    const next = whole.indexOf('~', whole.indexOf('CLM*MSG-3001*')) + 1;
    const text = `${whole.slice(0, next)}${'REF*F8*~'.repeat(3000)}${whole.slice(next)}`;
    await takeIn(home, { path: '/uploads/much.837', bytes: Buffer.from(text) });
    const { record } = await theClaim(home, 'MSG-3001', group);
    expect([record.status, record.reasons.length, record.reasons.at(-1)?.message]).toEqual([
      'held',
      101,
      expect.stringMatching(/^And \d+ more\.$/),
    ]);
    expect((await runReport(home.services)).claims.total).toBe(17);
  });

  test('a name leaves in plain letters, which the timeline says; a member id with an accent is held', async () => {
    using home = await temporaryHome();
    const { subscriber } = encounter('PAID1') as { subscriber: object };
    await takeIn(
      home,
      uploadOf(
        'accents',
        encounter('PAID1', { subscriber: { ...subscriber, lastName: 'Müller' } }),
        encounter('PAÍD2'),
      ),
    );
    const scrubbed = (
      await claimView(scope, home.services, (await theClaim(home, 'E-PAID1')).record.claimId)
    ).timeline.find(({ what }) => what === 'scrubbed');
    expect(scrubbed?.detail).toMatch(/^subscriber\.lastName: .*: ü → u\.$/);
    const { record, submissions } = await theClaim(home, 'E-PAÍD2');
    expect(record).toMatchObject({ status: 'held', reasons: [{ code: 'characters-unsendable' }] });
    expect(submissions).toEqual([]);
  });
});
