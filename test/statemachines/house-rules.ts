import validate from 'asl-validator';
import { namedBy } from '../../local/workflow/definition/placeholders.ts';
import {
  chainsOf,
  type Definition,
  statesOf,
  statesOfType,
  type Value,
  valuesIn,
  type WrittenState,
} from './definition.ts';
import { expressionFaults } from './expression-faults.ts';
import type { House } from './house.ts';

/** A sentence for each place that breaks the rule. */
type Rule = (definition: Definition, house: House) => readonly string[];

const resources: readonly unknown[] = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
  'arn:aws:states:::states:startExecution',
  'arn:aws:states:::states:startExecution.sync:2',
];
const taskToken = '{% $states.context.Task.Token %}';
/** Lower case but for its beginning and for words such as 277CA. */
const sentence = /^[A-Z][a-z'’-]*( ([a-z'’-]+|[A-Z0-9]+))+\??$/;

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
const waits = (state: WrittenState): boolean => String(state['Resource']).endsWith('.waitForTaskToken');
const isExpression = (value: unknown): value is string => typeof value === 'string' && /\{%|%\}/.test(value);

/** What one state after the other has to say. */
function ofEach(
  states: readonly (readonly [string, WrittenState])[],
  complaintsOf: (state: WrittenState, name: string) => readonly (string | false)[],
): readonly string[] {
  return states.flatMap(([name, state]) =>
    complaintsOf(state, name).flatMap((complaint) => (complaint === false ? [] : [`"${name}" ${complaint}`])),
  );
}

function expressionFaultsAt({ path, value }: Value): readonly string[] {
  if (!isExpression(value)) return [];
  const text = /^\{%([\s\S]*)%\}$/.exec(value)?.[1];
  return (text === undefined ? ['mixes text and expression'] : expressionFaults(text)).map(
    (fault) => `${path} ${fault}`,
  );
}

function lostTargets(definition: Definition): readonly string[] {
  return chainsOf(definition).flatMap(({ inside, startAt, states }) => {
    const named = [...states].flatMap(([name, state]) =>
      valuesIn(state)
        .filter(({ path }) => /^((Choices|Catch)\.\d+\.)?(Next|Default)$/.test(path))
        .map(({ path, value }) => [`"${name}" ${path}`, String(value)] as const),
    );
    const start = [inside === undefined ? 'StartAt' : `"${inside}" StartAt`, startAt] as const;
    return [start, ...named].filter(([, to]) => !states.has(to)).map(([from, to]) => `${from} names no state: ${to}`);
  });
}

/** How the state machines of this house are written, beyond what Amazon States Language demands. */
export const houseRules = {
  'the query language is JSONata': (definition) => [
    ...(definition.QueryLanguage === 'JSONata' ? [] : ['the machine has another QueryLanguage']),
    ...ofEach(statesOf(definition), ({ QueryLanguage = 'JSONata' }) => [
      QueryLanguage !== 'JSONata' && 'has another QueryLanguage',
    ]),
  ],
  'a Comment says what it is for, and of a Task what running it again does': (definition) => [
    ...(isBlank(definition.Comment) ? ['the machine has no Comment'] : []),
    ...ofEach(statesOf(definition), ({ Type, Comment }) => [
      isBlank(Comment) && 'has no Comment',
      Type === 'Task' && !/\bAgain\b/.test(Comment ?? '') && 'does not say what running it again does',
    ]),
  ],
  'names are sentences, and questions those of choices': (definition) =>
    ofEach(statesOf(definition), ({ Type }, name) => [
      !(sentence.test(name) && name.length <= 80) && 'is no sentence',
      name.endsWith('?') !== (Type === 'Choice') && 'is a question without choices or the other way round',
    ]),
  'tasks call functions or start executions': (definition) =>
    ofEach(statesOfType(definition, 'Task'), ({ Resource }) => [
      !resources.includes(Resource) && `has the resource ${String(Resource)}`,
    ]),
  'who waits passes its token and has a timeout': (definition) =>
    ofEach(
      statesOfType(definition, 'Task').filter(([, state]) => waits(state)),
      (state) => [
        !valuesIn(state['Arguments']).some(({ value }) => value === taskToken) && 'passes no token',
        state['TimeoutSeconds'] === undefined && 'has no TimeoutSeconds',
      ],
    ),
  'every Task is retried': (definition) =>
    ofEach(statesOfType(definition, 'Task'), ({ Retry }) => [
      !(Array.isArray(Retry) && Retry.length > 0) && 'has no Retry',
    ]),
  'seconds are literal numbers': (definition) =>
    ofEach(statesOf(definition), (state) =>
      valuesIn(state)
        .filter(({ path, key }) => key.endsWith('Seconds') && !/(^|\.)(Arguments|Output|Assign)\./.test(path))
        .map(({ path, value }) => typeof value !== 'number' && `has ${path} that are no number`),
    ),
  'expressions only select': (definition) =>
    ofEach(statesOf(definition), (state) => valuesIn(state).flatMap(expressionFaultsAt)),
  // The other interpreter maps over the input whatever Items and ItemSelector say.
  'a Map maps over its input': (definition) =>
    ofEach(statesOfType(definition, 'Map'), (state) => [
      state['Items'] !== '{% $states.input %}' && 'has other Items than its input',
      ...['ItemSelector', 'ItemReader', 'ItemBatcher'].map((field) => field in state && `has an ${field}`),
    ]),
  'what comes next exists': lostTargets,
  'placeholders name functions with a handler, and machines': (definition, { functions, machines }) =>
    ofEach(statesOfType(definition, 'Task'), ({ Arguments }) =>
      valuesIn(Arguments).map(({ path, value }) => {
        const name = namedBy(String(value));
        if (path === 'FunctionName') {
          if (name === undefined || !functions.has(name)) return `calls no function of ours: ${String(value)}`;
          return functions.get(name) === false && `calls ${name}, whose handler exports no createHandler`;
        }
        const isMachine = path !== 'StateMachineArn' || (name !== undefined && machines.has(name));
        return !isMachine && `starts no machine of ours: ${String(value)}`;
      }),
    ),
  'asl-validator finds nothing': (definition) => {
    const checked = validate(structuredClone(definition));
    return checked.isValid ? [] : [checked.errorsText()];
  },
} as const satisfies Record<string, Rule>;
