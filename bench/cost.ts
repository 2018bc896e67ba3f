/**
 * What a claim costs on AWS: counted on one machine (bench/cost/claim-usage.ts) and in the template of the production
 * stage, at AWS's list prices (bench/cost/price-list.ts). Prints the tables of docs/cost.md; with `--write` writes them there.
 * `npm run cost`
 */
import { stageTemplate } from '../infra/stage-template.ts';
import { markdownTable, writeTables } from '../local/docs/generated-table.ts';
import { costTables } from './cost/cost-tables.ts';
import { measured, production } from './cost/measured.ts';
import { pricesRead } from './cost/price-list.ts';
import { stackUsage, type TemplateResource } from './cost/stack-usage.ts';

process.env['POWERTOOLS_LOG_LEVEL'] ??= 'ERROR';

const stage = production();
const { Resources } = stageTemplate(stage) as { Resources: Record<string, TemplateResource> };
const counts = await measured();
const tables = costTables(counts, stackUsage(stage, Object.values(Resources), counts.uploaded.idle));

if (process.argv.includes('--write')) writeTables('cost.md', tables);
else {
  process.stdout.write(
    `List prices of AWS in US East (N. Virginia), read on ${pricesRead}. What is counted: docs/cost.md\n`,
  );
  for (const { head, rows } of tables) process.stdout.write(`\n${markdownTable(head, rows)}\n`);
}
