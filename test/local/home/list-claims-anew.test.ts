import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { claimFiles, pageOfClaims, pageOfSubmissions } from '../../../shared/repositories/index.ts';
import { storeArrival } from '../../../shared/use-cases/index.ts';
import { encounter, scope } from '../../pipeline/one-claim.ts';
import { reopened } from '../../webhooks/reopened-home.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

/** As homes were before a claim lay apart from what it says, and lists showed where the money stands. */
function forgetLists(folder: string): void {
  const sql = new DatabaseSync(join(folder, 'claimwright.db'));
  sql.exec(`UPDATE items SET body = json_set(
    json_remove(body, '$.body.externalId', '$.body.payer', '$.body.datesOfService'),
    '$.body.claim', content -> '$.body.claim', '$.body.source', content -> '$.body.source')
    FROM (SELECT pk AS owner, body AS content FROM items WHERE sk = 'CONTENT') WHERE pk = owner AND sk = 'CLAIM'`);
  sql.exec("DELETE FROM items WHERE sk = 'CONTENT'");
  sql.exec("UPDATE items SET body = json_remove(body, '$.money') WHERE sk = 'CLAIM'");
  sql.exec("UPDATE items SET status_sk = replace(status_sk, 'waiting#', '') WHERE sk = 'CLAIM'");
  sql.exec("UPDATE items SET status_pk = NULL, status_sk = NULL WHERE sk GLOB 'SUBMISSION#*'");
  sql.exec("DELETE FROM setting WHERE name GLOB 'claims lie*'");
  sql.close();
}

test('a home from before claims lay apart from what they say shows the same lists and claims when it is opened', async () => {
  const folder = testFolder();
  const home = await reopened(folder);
  for (const memberId of ['PAID1', 'DENY50-3', 'SILENT-8', 'REJ277A7-6']) {
    const bytes = new TextEncoder().encode(JSON.stringify(encounter(memberId, { encounterId: memberId })));
    await storeArrival(home.services, `inbox/${memberId.replace(/\W/g, '')}`, 'one.ndjson', bytes);
  }
  await home.time.run();
  const lists = async ({ services: { items } }: typeof home) => {
    const files = [];
    for await (const file of claimFiles(items, scope)) files.push(file);
    return [
      await pageOfClaims(items, [scope], undefined, 50),
      await pageOfClaims(items, [scope], 'waiting', 50),
      await pageOfSubmissions(items, [scope], undefined, 50),
      { files },
    ];
  };
  const before = await lists(home);
  expect(before.map((list) => Object.values(list)[0]?.length)).toEqual([4, 3, 2, 4]);
  await home.close();
  forgetLists(folder);
  const again = await reopened(folder);
  expect(await lists(again)).toEqual(before);
  await again.close();
});
