import { readdirSync, readFileSync } from 'node:fs';
import { MachineRefused } from '../workflow/definition/machine-refused.ts';
import { readStates, readTop, type ScopeTree } from '../workflow/definition/read-states.ts';

/** A state machine as its file says it. */
export interface WrittenMachine {
  readonly name: string;
  readonly comment: string;
  readonly tree: ScopeTree;
}

const folder = 'statemachines';
const extension = '.asl.json';

export function readMachine(name: string, text: string): WrittenMachine {
  const read = readTop(text);
  if ('refusals' in read) throw new MachineRefused(name, read.refusals);
  const { tree, refusals } = readStates(read.top, 'the definition');
  if (refusals.length > 0) throw new MachineRefused(name, refusals);
  return { name, comment: read.top.Comment ?? '', tree };
}

/** Every machine of the house, by name. */
export function readMachines(): readonly WrittenMachine[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(extension));
  return files
    .sort()
    .map((file) => readMachine(file.slice(0, -extension.length), readFileSync(`${folder}/${file}`, 'utf8')));
}
