import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pageDrift, pagePath, workflowsPage } from './workflows-page.ts';
import { readMachines } from './written-machine.ts';

// Draws docs/workflows.md anew; with --check it only says whether that would change it.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (values.check) {
  const drift = pageDrift();
  if (drift !== undefined) {
    process.stderr.write(`${drift}\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(pagePath, workflowsPage(readMachines()));
}
