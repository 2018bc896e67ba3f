import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { journalSchema } from '../../../local/workflow/index.ts';
import { runReport, storeArrival } from '../../../shared/use-cases/index.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { reopened } from '../../webhooks/reopened-home.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

/** A home with a claim that waits for its acknowledgement. */
async function withClaimOnItsWay(): Promise<string> {
  const folder = testFolder();
  const home = await reopened(folder);
  const bytes = new TextEncoder().encode(JSON.stringify(encounter('PAID1')));
  await storeArrival(home.services, 'inbox/ONE', 'one.ndjson', bytes);
  await home.time.settle();
  await home.close();
  return folder;
}

/** As homes were before the engine had a file of its own. */
function putIntoOneFile(folder: string): void {
  const sql = new DatabaseSync(join(folder, 'claimwright.db'));
  sql.exec(journalSchema);
  sql.prepare('ATTACH ? AS own').run(join(folder, 'workflows.db'));
  for (const name of ['definition', 'execution', 'branch', 'task', 'transition']) {
    sql.exec(`INSERT INTO main.workflow_${name} SELECT * FROM own.workflow_${name}`);
  }
  sql.close();
}

test('workflows of a home that kept them beside the claims go on', async () => {
  const folder = await withClaimOnItsWay();
  putIntoOneFile(folder);
  for (const name of ['', '-wal', '-shm']) rmSync(join(folder, `workflows.db${name}`), { force: true });
  const home = await reopened(folder);
  await home.time.run();
  const { claims } = await runReport(home.services);
  expect(claims.list.map(({ status }) => status)).toEqual(['closed']);
  await home.close();
  const again = await reopened(folder);
  expect((await runReport(again.services)).claims).toEqual(claims);
  await again.close();
});

test('a home whose workflows are gone is refused, and begun by nobody', async () => {
  const folder = await withClaimOnItsWay();
  rmSync(join(folder, 'workflows.db'));
  await expect(reopened(folder)).rejects.toThrow('workflows.db is gone');
  await expect(reopened(folder)).rejects.toThrow('from a backup');
});
