/** A node of JSONata's syntax tree, as far as we look at it; the parser's own type leaves half of it out. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly Node[];
  readonly stages?: readonly Node[];
  readonly predicate?: readonly Node[];
  readonly group?: { readonly lhs: readonly (readonly [Node, Node])[] };
  readonly focus?: string;
  readonly index?: string;
  readonly expr?: Node;
  readonly expression?: Node;
  readonly expressions?: readonly Node[];
  readonly terms?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly body?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly lhs?: Node | readonly (readonly [Node, Node])[];
  readonly rhs?: Node;
  readonly pattern?: Node;
  readonly update?: Node;
  readonly delete?: Node;
}

/** A part of a node, in the order of evaluation: what it binds from here on, and whether `$` has a value in it. */
export interface Part {
  readonly node?: Node;
  readonly hasContext: boolean;
  readonly binds: readonly string[];
}

function nameOf(node: Node): string {
  return String(node.value);
}

/** `a ?: b` and `a ?? b` are parsed into a condition that repeats its operand, or asks for one at no position. */
export function sameOperand({ condition, then }: Node): boolean {
  if (condition === undefined || then === undefined) return false;
  if (condition.type === 'function' && condition.position === undefined) return true;
  return condition === then || JSON.stringify(condition) === JSON.stringify(then);
}

export function childrenOf(node: Node): readonly Part[] {
  const parts: Part[] = [];
  const add = (child: Node | undefined, hasContext = false) => {
    if (child !== undefined) parts.push({ node: child, hasContext, binds: [] });
  };
  const bind = (...names: readonly string[]) => parts.push({ hasContext: false, binds: names });
  if (node.type === 'lambda') {
    bind(...(node.arguments ?? []).map(nameOf));
    add(node.body);
    return parts;
  }
  if (node.type === 'bind') {
    add(node.rhs); // Without its own name: a function that calls itself might never come back.
    return parts;
  }
  for (const [at, step] of (node.steps ?? []).entries()) {
    const isStates = at === 0 && step.type === 'variable' && step.value === 'states';
    if (isStates) parts.push(...childrenOf(step));
    else add(step, at > 0);
    bind(...[step.focus, step.index].filter((name) => name !== undefined));
  }
  for (const each of [...(node.predicate ?? []), ...(node.stages ?? [])]) add(each.expr ?? each, true);
  for (const pair of node.group?.lhs ?? []) for (const each of pair) add(each, true);
  add(node.procedure);
  for (const each of node.arguments ?? []) if (each.type !== 'operator') add(each);
  for (const each of node.expressions ?? []) {
    add(each);
    if (each.type === 'bind') bind(nameOf(each.lhs as Node));
  }
  for (const term of node.terms ?? []) add(term.expression, true);
  for (const each of [node.expression, node.condition, node.then, node.else]) add(each);
  if (Array.isArray(node.lhs)) for (const pair of node.lhs) for (const each of pair) add(each);
  else add(node.lhs as Node | undefined);
  add(node.rhs);
  for (const each of [node.pattern, node.update, node.delete]) add(each, true);
  return parts;
}
