import { readFileSync } from 'node:fs';
import { stateDiagram } from './state-diagram.ts';
import { stateTable } from './state-table.ts';
import { readMachines, type WrittenMachine } from './written-machine.ts';

export const pagePath = 'docs/workflows.md';

const introduction = `# Workflows

Generated from [statemachines/](../statemachines) by \`npm run docs:workflows\`: change the machines, not this page.

In the diagrams the word at an arrow is the outcome on which it is taken; *otherwise* is any other, and *on …* an error that
outlasted its retries. *Again* says what running a state a second time does. A retry column counts tries after the first.`;

function section({ name, comment, tree }: WrittenMachine): string {
  return [
    `## ${name}`,
    `${comment} ([${name}.asl.json](../statemachines/${name}.asl.json))`,
    ['```mermaid', stateDiagram(tree), '```'].join('\n'),
    stateTable(tree),
  ].join('\n\n');
}

/** The page that says what the machines do. */
export function workflowsPage(machines: readonly WrittenMachine[]): string {
  return `${[introduction, ...machines.map(section)].join('\n\n')}\n`;
}

function readPage(): string {
  try {
    return readFileSync(pagePath, 'utf8');
  } catch {
    return '';
  }
}

/** A sentence when the page is not what the machines say; undefined when it is. */
export function pageDrift(page: string = readPage()): string | undefined {
  if (page === workflowsPage(readMachines())) return undefined;
  return `${pagePath} is not what statemachines/ says: run npm run docs:workflows and look at what changed.`;
}
