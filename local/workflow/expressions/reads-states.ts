import type { Node } from './syntax-tree.ts';

/** The context object, as far as this engine fills it; Step Functions has the same under these names. */
const contextFields: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'StartTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
  Map: ['Item'],
};

/** Notes what a path reads of `$states`; a sentence when that does not exist here. */
export function readsStates({ steps = [] }: Node, reads: Set<string>): string | undefined {
  const [first, ...rest] = steps;
  if (first?.type !== 'variable' || first.value !== 'states') return undefined;
  const names = rest.map((step) => (step.type === 'name' ? String(step.value) : undefined));
  const [member, object, field, part] = names;
  if (member === 'input' || member === 'result' || member === 'errorOutput') {
    reads.add(member);
    return undefined;
  }
  const path = `$states.${names.map((name) => name ?? '?').join('.')}`;
  if (member !== 'context') return `there is no ${path}`;
  if (object === undefined || field === undefined || !contextFields[object]?.includes(field)) {
    return `this engine has no ${path}`;
  }
  if (object === 'Map' && part !== undefined && part !== 'Index' && part !== 'Value') return `there is no ${path}`;
  reads.add(`context.${object}.${field}`);
  return undefined;
}
