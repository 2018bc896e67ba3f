import { describe, expect, test } from 'vitest';
import { fileRecords, practiceScopes } from '../../shared/repositories/index.ts';
import { runReport } from '../../shared/use-cases/index.ts';
import { encounter } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

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
});
