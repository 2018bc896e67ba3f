import jsonata from 'jsonata';
import type { Node } from '../../local/workflow/expressions/syntax-tree.ts';

const operators: ReadonlySet<unknown> = new Set(['=', '!=', '<', '<=', '>', '>=', '&']);
const functions: ReadonlySet<unknown> = new Set(['exists', 'merge']);
const literals: ReadonlySet<string> = new Set(['string', 'number', 'value']);
/** What makes a step of a path more than a name: predicates, sorting, grouping, binding. */
const extras = ['predicate', 'stages', 'group', 'focus', 'index', 'ancestor', 'keepArray', 'nextFunction'];

function faultsOfPath(steps: readonly Node[]): readonly string[] {
  const [first, ...rest] = steps;
  const plain = steps.every((step) => extras.every((extra) => !(extra in step)));
  if (first?.type === 'variable' && plain && rest.every(({ type }) => type === 'name')) return [];
  return ['has a path that is more than a variable and names'];
}

function faultsOfCall({ procedure, arguments: given = [] }: Node): readonly string[] {
  const name = procedure?.value;
  if (!functions.has(name)) return [`calls $${String(name ?? '(a function of its own)')}`];
  return given.flatMap((each) => (name === 'merge' ? faultsOfMerged(each) : faultsOf(each)));
}

/** What `$merge` takes: a list of objects. */
function faultsOfMerged(node: Node): readonly string[] {
  if (node.type !== 'unary') return faultsOf(node);
  if (node.value === '[') return (node.expressions ?? []).flatMap(faultsOfMerged);
  const pairs = Array.isArray(node.lhs) ? (node.lhs as readonly (readonly [Node, Node])[]) : [];
  return node.value === '{' ? pairs.flat().flatMap(faultsOf) : faultsOf(node);
}

function faultsOf(node: Node): readonly string[] {
  if (literals.has(node.type)) return [];
  if (node.type === 'variable') return faultsOfPath([node]);
  if (node.type === 'path') {
    const whole = extras.some((extra) => extra in node) ? ['has a path that is more than a variable and names'] : [];
    return [...whole, ...faultsOfPath(node.steps ?? [])];
  }
  if (node.type === 'binary' && operators.has(node.value)) {
    return [node.lhs, node.rhs].flatMap((side) => (side === undefined || !('type' in side) ? [] : faultsOf(side)));
  }
  if (node.type === 'function') return faultsOfCall(node);
  return [`computes with ${node.value === undefined ? node.type : `${node.type} ${String(node.value)}`}`];
}

/**
 * What an expression does beside selecting. Both homes of our machines run paths, comparisons, `&`, `$exists` and
 * `$merge`; whatever else JSONata has, we leave to the functions.
 */
export function expressionFaults(text: string): readonly string[] {
  try {
    return faultsOf(jsonata(text).ast() as Node);
  } catch {
    return ['is not JSONata'];
  }
}
