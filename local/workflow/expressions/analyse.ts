import jsonata from 'jsonata';
import { knownFunctions, refusedFunctions } from './functions.ts';
import { readsStates } from './reads-states.ts';
import { childrenOf, type Node, sameOperand } from './syntax-tree.ts';

/** What an expression reads, found without running it. */
export interface Analysis {
  /** Variables that it does not bind itself. */
  readonly variables: ReadonlySet<string>;
  /** Of `$states`: `input`, `result`, `errorOutput`, `context.Task.Token` … */
  readonly reads: ReadonlySet<string>;
  readonly problems: readonly string[];
}

interface Inside {
  readonly bound: ReadonlySet<string>;
  /** Whether there is a value that `$` and plain names refer to: in a path's later steps and in predicates. */
  readonly context: boolean;
}

function walk(node: Node, inside: Inside, found: { variables: Set<string>; reads: Set<string>; problems: string[] }) {
  const complain = (says: string) => found.problems.push(says);
  switch (node.type) {
    case 'name':
      if (!inside.context) complain(`"${String(node.value)}" reads no variable: begin with $states or a variable`);
      break;
    case 'wildcard':
    case 'descendant':
      if (!inside.context)
        complain(`"${String(node.value)}" stands for nothing here: begin with $states or a variable`);
      break;
    case 'variable': {
      const name = String(node.value);
      if (name === '$') complain('$$ is the input document, which Step Functions does not give: use $states.input');
      else if (name === '' && !inside.context) complain('$ stands for nothing here: use $states.input');
      else if (name === 'states') complain('name what of $states is read, such as $states.input');
      else if (name !== '' && !inside.bound.has(name)) {
        const refused = Object.hasOwn(refusedFunctions, name) ? refusedFunctions[name] : undefined;
        if (refused !== undefined) complain(`$${name} is refused: it ${refused}`);
        else if (!knownFunctions.has(name)) found.variables.add(name);
      }
      break;
    }
    case 'path': {
      const problem = readsStates(node, found.reads);
      if (problem !== undefined) complain(problem);
      break;
    }
    case 'condition':
      if (sameOperand(node)) complain('the operators ?? and ?: are newer than the JSONata of Step Functions');
      break;
    default:
  }
  let bound = inside.bound;
  for (const child of childrenOf(node)) {
    bound = child.binds.length > 0 ? new Set([...bound, ...child.binds]) : bound;
    if (child.node !== undefined) walk(child.node, { bound, context: child.hasContext || inside.context }, found);
  }
}

const analyses = new Map<string, Analysis>();

export function analyse(text: string): Analysis {
  const known = analyses.get(text);
  if (known !== undefined) return known;
  const found = { variables: new Set<string>(), reads: new Set<string>(), problems: [] as string[] };
  try {
    walk(jsonata(text).ast() as Node, { bound: new Set(), context: false }, found);
  } catch (problem) {
    const { code = 'unknown', position } = problem as { code?: string; position?: number };
    found.problems.push(`is not JSONata (${code} at ${position ?? 0})`);
  }
  analyses.set(text, found);
  return found;
}
