import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionNames, machineNames, placeholderOf, wired } from '../../infra/wiring.ts';
import { synthesised } from './templates.ts';

const folders = readdirSync('functions').filter((name) => existsSync(`functions/${name}/handler.ts`));

test('every function that has a handler is wired', () => {
  expect(folders.filter((name) => !functionNames.some((one) => one === name))).toEqual([]);
});

test('every function that is wired has a handler', () => {
  expect(functionNames.filter((name) => !folders.includes(name))).toEqual([]);
});

test('every machine is deployed', () => {
  const files = readdirSync('statemachines').map((name) => name.replace('.asl.json', ''));
  expect([...machineNames].sort()).toEqual(files.sort());
});

test.each(machineNames)('the tasks of %s are the functions that its file names', (machine) => {
  const tasks = functionNames.filter((name) =>
    wired(name).triggers.some((trigger) => trigger.is === 'task' && trigger.of === machine),
  );
  const file = readFileSync(`statemachines/${machine}.asl.json`, 'utf8');
  const named = new Set([...file.matchAll(/"\$\{(\w+)\}"/g)].map(([, name]) => name));
  expect(tasks.map(placeholderOf).sort()).toEqual([...named].sort());
});

test.each(synthesised)('API Gateway of $stage.name leaves every route to the application', ({ all }) => {
  expect(all('ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey'])).toEqual(['$default']);
});

/** Functions, and what they are given of the sandbox. */
const environments: [name: string, variables: string[]][] = [
  ['scrub-claim', ['TABLE_NAME']],
  ['await-mail', ['TABLE_NAME', 'MACHINES']],
  ['generate-statement', ['TABLE_NAME', 'DOCUMENTS_BUCKET']],
  ['split-upload', ['TABLE_NAME', 'EDI_BUCKET']],
  ['receive', ['TABLE_NAME', 'INBOX_BUCKET', 'EDI_BUCKET', 'MACHINES']],
  ['dispatch-outbox', ['TABLE_NAME', 'QUEUES', 'MACHINES', 'EVENT_BUS_NAME']],
  ['deliver-webhooks', ['TABLE_NAME']],
  ['verify-eligibility', ['TABLE_NAME', 'EDI_BUCKET', 'CLEARINGHOUSE_FUNCTION']],
];
const everybodys = [
  'STAGE',
  'POWERTOOLS_SERVICE_NAME',
  'POWERTOOLS_METRICS_NAMESPACE',
  'POWERTOOLS_LOG_LEVEL',
  'POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS',
  'SEED',
  'NODE_OPTIONS',
];

test.each(environments)('%s is told only of what it may touch', (name, variables) => {
  const sandbox = synthesised.find(({ stage }) => stage.name === 'sandbox');
  const found = sandbox
    ?.all('Lambda::Function')
    .find(({ Properties }) => Properties['FunctionName'] === `claimwright-sandbox-${name}`);
  const environment = found?.Properties['Environment'] as unknown as { Variables: object };
  expect(Object.keys(environment.Variables).sort()).toEqual([...everybodys, ...variables].sort());
});
