import type { ClaimId } from '../../shared/claims/index.ts';
import type { Items } from '../../shared/ports/index.ts';
import { listClaimAnew } from '../../shared/repositories/index.ts';
import type { Database } from '../sqlite/database.ts';

const setting = 'claims lie apart from what they say';

/**
 * In homes of before a claim lies in one item with what it says, and is listed without where its money stands, its
 * submissions not at all: once, each is stored anew. Cut off, it is done again.
 */
export async function listClaimsAnew({ sql }: Database, items: Items): Promise<void> {
  if (sql.prepare('SELECT 1 FROM setting WHERE name = ?').get(setting) !== undefined) return;
  const old = sql
    .prepare("SELECT pk FROM items WHERE sk = 'CLAIM' AND json_extract(body, '$.body.claim') IS NOT NULL")
    .all();
  for (const { pk } of old) {
    // `P#<practice>#C#<claim>`
    const [, practiceId = '', , claimId = ''] = String(pk).split('#');
    await listClaimAnew(items, { practiceId }, claimId as ClaimId);
  }
  sql.prepare("INSERT INTO setting VALUES (?, 'yes') ON CONFLICT (name) DO NOTHING").run(setting);
}
