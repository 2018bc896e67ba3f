import type { ScopeTree } from '../workflow/definition/read-states.ts';
import type { State } from '../workflow/definition/states-language.ts';
import { jsonataOf } from '../workflow/expressions/template.ts';

type Edge = readonly [to: string | undefined, label?: string];

/** What Mermaid would read as syntax is written as an entity. */
function label(text: string): string {
  return text.replace(/[":;#]/g, (character) => `#${character.charCodeAt(0)};`);
}

/** `covered` for the outcome that a condition asks for; any other condition as it stands, less its prefixes. */
function conditionLabel(condition: string): string {
  const text = jsonataOf(condition) ?? condition;
  const outcome = /^\$states\.input\.outcome\s*=\s*'([^']*)'$/.exec(text)?.[1];
  return outcome?.replaceAll('-', ' ') ?? text.replace(/\$states\.input\.|\$(?=[A-Za-z])/g, '');
}

/** Where a state goes on to; undefined for the end. */
function edgesOf(state: State): readonly Edge[] {
  if (state.Type === 'Succeed' || state.Type === 'Fail') return [[undefined]];
  if (state.Type === 'Choice') {
    const rules = state.Choices.map((rule): Edge => [rule.Next, conditionLabel(rule.Condition)]);
    return state.Default === undefined ? rules : [...rules, [state.Default, 'otherwise']];
  }
  const catches = 'Catch' in state ? (state.Catch ?? []) : [];
  return [[state.Next], ...catches.map((each): Edge => [each.Next, `on ${each.ErrorEquals.join(', ')}`])];
}

/** Mermaid knows states by ids without spaces and punctuation, which are the whole diagram's. */
function nameIds(tree: ScopeTree, ids: Map<string, string> = new Map()): ReadonlyMap<string, string> {
  for (const name of tree.states.keys()) {
    const id = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '');
    ids.set(name, [...ids.values()].includes(id) ? `${id}_${ids.size}` : id);
  }
  for (const { scope } of tree.inside) nameIds(scope, ids);
  return ids;
}

function linesOf(tree: ScopeTree, ids: ReadonlyMap<string, string>): readonly string[] {
  const idOf = (name: string | undefined): string => (name === undefined ? '[*]' : (ids.get(name) ?? name));
  const states = [...tree.states.keys()].flatMap((name) => {
    const state = `state "${label(name)}" as ${idOf(name)}`;
    const inside = tree.inside.filter((each) => each.state === name).map(({ scope }) => linesOf(scope, ids));
    if (inside.length === 0) return [state];
    const chains = inside.flatMap((lines, at) => (at === 0 ? lines : ['--', ...lines]));
    return [`${state} {`, ...chains.map((line) => `  ${line}`), '}'];
  });
  const edges = [...tree.states].flatMap(([name, state]) =>
    [...Map.groupBy(edgesOf(state), ([to]) => to)].map(([to, same]) => {
      const says = same.flatMap(([, each]) => each ?? []).join(' or ');
      return `${idOf(name)} --> ${idOf(to)}${says === '' ? '' : ` : ${label(says)}`}`;
    }),
  );
  return [...states, `[*] --> ${idOf(tree.startAt)}`, ...edges];
}

/** The machine as a Mermaid state diagram: choices with their outcomes, catches with their errors. */
export function stateDiagram(tree: ScopeTree): string {
  return ['stateDiagram-v2', ...linesOf(tree, nameIds(tree)).map((line) => `  ${line}`)].join('\n');
}
