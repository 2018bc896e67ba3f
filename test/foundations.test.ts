import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Row = readonly [rule: string, from: string, to: string];

const forbidden: Row[] = [
  ['from-words', 'shared/money.ts', 'shared/result.ts'],
  ['from-words', 'shared/safe-error.ts', 'node:util'],
  ['from-unlisted', 'shared/helpers/dates.ts', 'shared/money.ts'],
  ['from-unlisted', 'shared/moneys.ts', 'shared/money.ts'],
  ['from-shared-x12', 'shared/x12/read.ts', 'shared/claims/claim.ts'],
  ['from-shared-x12', 'shared/x12/write.ts', 'shared/safe-error.ts'],
  ['from-shared-guides', 'shared/guides/professional.ts', 'shared/claims/claim.ts'],
  ['from-shared-claims', 'shared/claims/claim.ts', 'shared/edits/edit.ts'],
  ['from-shared-claims', 'shared/claims/status.ts', 'shared/ports/items.ts'],
  ['from-shared-edits', 'shared/edits/edit.ts', 'shared/x12/read.ts'],
  ['from-shared-edits', 'shared/edits/npi.ts', 'shared/ledger/entry.ts'],
  ['from-shared-eligibility', 'shared/eligibility/coverage.ts', 'shared/guides/professional.ts'],
  ['from-shared-webhooks', 'shared/webhooks/retry.ts', 'shared/ports/items.ts'],
  ['from-shared-ledger', 'shared/ledger/entry.ts', 'shared/remittance/match.ts'],
  ['from-shared-remittance', 'shared/remittance/match.ts', 'shared/denials/route.ts'],
  ['from-shared-denials', 'shared/denials/route.ts', 'shared/accounts/statement.ts'],
  ['from-shared-accounts', 'shared/accounts/statement.ts', 'shared/reports/aging.ts'],
  ['from-shared-documents', 'shared/documents/letter.ts', 'local/store.ts'],
  ['from-shared-reports', 'shared/reports/aging.ts', 'shared/repositories/claims.ts'],
  ['from-shared-exchange', 'shared/exchange/claim-to-x12.ts', 'shared/ports/items.ts'],
  ['from-shared-access', 'shared/access/roles.ts', 'shared/ports/items.ts'],
  ['from-shared-ports', 'shared/ports/items.ts', 'shared/claims/claim.ts'],
  ['from-shared-adapters', 'shared/adapters/limits.ts', 'shared/repositories/claims.ts'],
  ['from-shared-repositories', 'shared/repositories/claims.ts', 'shared/exchange/claim-to-x12.ts'],
  ['from-shared-use-cases', 'shared/use-cases/submit.ts', 'shared/x12/read.ts'],
  ['from-shared-use-cases', 'shared/use-cases/scrub.ts', 'test/fixtures.ts'],
  ['from-shared-timekeeping', 'shared/timekeeping/jobs.ts', 'shared/exchange/claim-to-x12.ts'],
  ['from-functions', 'functions/scrub-claim/handler.ts', 'local/store.ts'],
  ['from-local', 'local/program.ts', 'infra/wiring.ts'],
  ['adapters-from-services', 'local/start.ts', 'functions/adapters/items.ts'],
  ['adapters-from-services', 'functions/submit-claim/handler.ts', 'functions/adapters/items.ts'],
  ['from-simulator', 'simulator/payer.ts', 'shared/use-cases/submit.ts'],
  ['from-simulator', 'simulator/clearinghouse.ts', 'shared/repositories/claims.ts'],
  ['from-infra', 'infra/app.ts', 'functions/scrub-claim/handler.ts'],
  ['shared-does-no-io', 'shared/use-cases/archive.ts', 'node:fs/promises'],
  ['shared-does-no-io', 'shared/repositories/files.ts', 'fs'],
  ['aws-sdk-in-adapters', 'functions/services.ts', '@aws-sdk/client-s3'],
  ['cdk-in-infra', 'local/docs/draw.ts', 'aws-cdk-lib/aws-lambda'],
  ['sqlite-in-local', 'functions/adapters/queue.ts', 'node:sqlite'],
  ['no-cycles', 'local/engine.ts', 'local/journal.ts'],
  ['could-not-resolve', 'local/serve.ts', 'no-such-package'],
];

const allowed: [from: string, to: string][] = [
  ['shared/x12/segment.ts', 'shared/result.ts'],
  ['shared/guides/remittance.ts', 'shared/x12/read.ts'],
  ['shared/guides/parties.ts', 'shared/npi.ts'],
  ['shared/reports/revenue.ts', 'shared/denials/route.ts'],
  ['shared/reports/productivity.ts', 'shared/claims/claim.ts'],
  ['shared/exchange/remittance-from-x12.ts', 'shared/guides/professional.ts'],
  ['shared/adapters/limits.ts', 'shared/ports/items.ts'],
  ['shared/use-cases/post.ts', 'shared/exchange/claim-to-x12.ts'],
  ['functions/middleware.ts', 'shared/use-cases/submit.ts'],
  ['functions/adapters/table.ts', '@aws-sdk/client-dynamodb'],
  ['local/store.ts', 'node:sqlite'],
  ['local/functions.ts', 'functions/scrub-claim/handler.ts'],
  ['local/clearinghouse.ts', 'simulator/payer.ts'],
  ['simulator/answer.ts', 'shared/exchange/claim-to-x12.ts'],
  ['infra/claims-stack.ts', 'infra/wiring.ts'],
  ['infra/stage.ts', 'aws-cdk-lib'],
  ['test/claims.test.ts', 'functions/adapters/items.ts'],
  ['bench/claims.ts', 'local/store.ts'],
];

const importForms = [
  (path: string) => `import '${path}';`,
  (path: string) => `import type { Thing } from '${path}';`,
  (path: string) => `export type Thing = import('${path}').Thing;`,
  (path: string) => `export { Thing } from '${path}';`,
  (path: string) => `await import('${path}');`,
];

async function cruised(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(['.'], { ...(await extractOptions('./.dependency-cruiser.js')), baseDir });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

test('everything runs on Node 24', () => {
  expect(process.version).toMatch(/^v24\./);
});

test('dependency-cruiser reads our TypeScript', { timeout: 60_000 }, async () => {
  const { modules } = await cruised(process.cwd());
  expect(modules.filter(({ source }) => source.startsWith('shared/')).length).toBeGreaterThan(1);
});

describe('import rules', () => {
  const house = mkdtempSync(join(tmpdir(), 'claimwright-imports-'));
  const found = new Map<string, Set<string>>();

  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text, { flag: 'a' });
  };

  beforeAll(async () => {
    const isOurs = (path: string) => path.endsWith('.ts');
    const imports = [...forbidden.map(([, from, to]) => [from, to] as const), ...allowed];
    for (const [index, [from, to]] of imports.entries()) {
      const form = importForms[index % importForms.length] ?? String;
      plant(from, `${form(isOurs(to) ? join('/', to).replace('/', '../'.repeat(from.split('/').length - 1)) : to)}\n`);
      if (isOurs(to)) plant(to, '');
    }
    plant('local/journal.ts', "import type { Engine } from './engine.ts';\n"); // Closes the cycle, which is reported once.
    for (const { from, to, rule } of (await cruised(house)).summary.violations) {
      const key = `${from} ${to}`;
      found.set(key, (found.get(key) ?? new Set()).add(rule.name));
    }
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  // Built-in modules are reported with or without their scheme.
  const rulesBroken = (from: string, to: string) =>
    [to, to.replace(/^node:/, '')].flatMap((path) => [...(found.get(`${from} ${path}`) ?? [])]);

  test.each(forbidden)('%s: %s → %s is reported', (rule, from, to) => {
    expect(rulesBroken(from, to)).toContain(rule);
  });

  test.each(allowed)('%s → %s is not', (from, to) => {
    // The fixtures live where no package is installed.
    expect(rulesBroken(from, to).filter((rule) => rule !== 'could-not-resolve')).toEqual([]);
  });

  test('each rule has been seen to fail', async () => {
    const { ruleSet } = await extractOptions('./.dependency-cruiser.js');
    const names = ruleSet?.forbidden?.map(({ name }) => name) ?? [];
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(names));
  });
});
