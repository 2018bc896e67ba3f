import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { conventions, type Handler } from '../../functions/middleware.ts';
import { SafeError } from '../../shared/safe-error.ts';

const canary = 'Jane Canary 1984-02-11';
const claimId = 'ABCDEFGHIJ23456';
const fileId = 'ABCDEFGHIJ234567ABCD';

class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

const output: string[] = [];
beforeEach(() => {
  output.length = 0;
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
  const keep = (...said: readonly unknown[]) => {
    output.push(
      ...said
        .filter((part) => typeof part !== 'function')
        .map((part) => (typeof part === 'string' ? part : inspect(part))),
    );
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(keep as never);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const lines = (): Record<string, unknown>[] =>
  output.flatMap((text) => (text.startsWith('{') ? [JSON.parse(text)] : []));
const logged = () => lines().filter(({ level }) => level !== undefined);
const metrics = () => lines().filter(({ _aws }) => _aws !== undefined);

async function thrownBy(handler: Handler<unknown>, event: unknown = {}): Promise<Error> {
  try {
    await handler(event);
  } catch (thrown) {
    return thrown as Error;
  }
  throw new Error('nothing was thrown');
}

/** As the Lambda runtime does: what it prints of an error is its name, message and stack. */
function onLambda(): void {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'claimwright-sandbox-example');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Claimwright');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'claimwright');
}

const places = [
  ['on one machine', () => undefined],
  ['on Lambda', onLambda],
] as const;

describe.each(places)('%s', (_place, arrive) => {
  beforeEach(arrive);

  const withCause = Object.assign(new Error(canary, { cause: new Error(canary) }), { detail: canary });
  const failures: readonly (readonly [string, unknown, { name: string; message: string; isLogged: boolean }])[] = [
    ['an error', withCause, { name: 'Error', message: 'failed', isLogged: true }],
    ['an error of a class', new TypeError(canary), { name: 'TypeError', message: 'failed', isLogged: true }],
    ['a safe error', new SafeError('say so', canary), { name: 'SafeError', message: 'say so', isLogged: true }],
    ['a faster rival', new ConcurrentChange(canary), { name: 'ConcurrentChange', message: 'failed', isLogged: false }],
    ['a text', canary, { name: 'Error', message: 'failed', isLogged: true }],
    ['nothing', undefined, { name: 'Error', message: 'failed', isLogged: true }],
  ];

  test.each(failures)(
    '%s leaves with its name and nothing secret',
    async (_what, problem, { name, message, isLogged }) => {
      const thrown = await thrownBy(conventions('example', () => Promise.reject(problem)));
      expect(thrown).toMatchObject({ name, message, stack: `${name}: ${message}` });
      expect(thrown.cause).toBeUndefined();
      const expected = { level: 'ERROR', message, function: 'example', errorType: name };
      expect(logged()).toMatchObject(isLogged ? [expected] : []);
      expect(`${output.join('\n')}${JSON.stringify(thrown)}${thrown.stack}`).not.toContain('Canary');
    },
  );

  test('the event goes in and the answer comes out', async () => {
    const handler = conventions('example', async (event) => ({ event, said: canary }));
    expect(await handler({ n: 1 })).toEqual({ event: { n: 1 }, said: canary });
    expect(output.join()).not.toContain('Canary');
  });
});

describe('on Lambda', () => {
  beforeEach(onLambda);

  const subjects: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a claim', { practiceId: 'elm', claimId, generation: 1 }, claimId],
    ['a file', { fileId }, fileId],
    ['a claim of a file', { claimId, fileId }, claimId],
    ['something else as a claim', { claimId: canary }, undefined],
    ['something else as a file', { fileId: `${fileId}\n${canary}` }, undefined],
    ['no subject', { Records: [] }, undefined],
    ['no event', undefined, undefined],
  ];
  test.each(subjects)('the log of an event about %s names it', async (_what, event, correlationId) => {
    const handler = conventions('example', () => Promise.reject(new Error(canary)));
    // The subject of the call before is forgotten.
    await thrownBy(handler, { claimId: 'ZZZZZZZZZZZZZZZ' });
    output.length = 0;
    await thrownBy(handler, event);
    expect(logged().map((line) => line['correlation_id'])).toEqual([correlationId]);
    expect(output.join()).not.toContain('Canary');
  });

  const answers: readonly (readonly [string, unknown, string | undefined])[] = [
    ['an outcome of ours', { outcome: 'held', said: canary }, 'held'],
    ['no outcome', { statusCode: 200, body: canary }, undefined],
  ];
  test.each(answers)('a call that answers %s leaves one line', async (_what, answer, outcome) => {
    const handler = conventions('example', async () => answer);
    await handler({ claimId });
    const line = { level: 'INFO', message: 'done', function: 'example', correlation_id: claimId };
    expect(logged()).toEqual([expect.objectContaining(outcome === undefined ? line : { ...line, outcome })]);
    expect(output.join()).not.toContain('Canary');
  });

  test('what is measured becomes metrics, once', async () => {
    const handler = conventions('example', async (event, measure) => {
      measure('FilesQuarantined', 1);
      measure('FilesQuarantined', 2);
      measure('WaitsPastDue', 0);
      if (event === 'fail') throw new Error(canary);
    });
    for (const event of ['work', 'fail']) {
      output.length = 0;
      await handler(event).catch(() => undefined);
      expect(metrics()).toMatchObject([{ service: 'claimwright', FilesQuarantined: [1, 2], WaitsPastDue: 0 }]);
      expect(JSON.stringify(metrics())).toContain('"Namespace":"Claimwright"');
    }
  });

  test('there are no metrics where nothing was measured', async () => {
    await conventions('example', async () => 'done')({});
    expect(metrics()).toEqual([]);
  });

  test('the trace holds neither answer nor message', async () => {
    vi.stubEnv('AWS_EXECUTION_ENV', 'AWS_Lambda_nodejs24.x');
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1');
    vi.stubEnv('_HANDLER', 'index.handler');
    const traced: unknown[] = [];
    const keep = (...said: readonly unknown[]) => void traced.push(...said);
    const subsegment = { addError: keep, addErrorFlag: keep, close: () => undefined };
    const { Tracer } = await import('@aws-lambda-powertools/tracer');
    vi.spyOn(Tracer.prototype, 'getSegment').mockReturnValue({
      ...subsegment,
      addNewSubsegment: () => subsegment,
    } as never);
    for (const method of ['setSegment', 'putAnnotation', 'putMetadata'] as const) {
      vi.spyOn(Tracer.prototype, method).mockImplementation(keep);
    }
    await conventions('example', async () => ({ name: canary }))({});
    const thrown = await thrownBy(conventions('example', () => Promise.reject(new Error(canary))));
    expect(traced).toContain('ColdStart');
    expect(traced).toContain(thrown);
    expect(inspect(traced)).not.toContain('Canary');
  });
});

test('on one machine nothing of Lambda is loaded, and nothing measured is said', async () => {
  vi.doMock('../../functions/lambda-conventions.ts', () => {
    throw new Error('loaded');
  });
  onTestFinished(() => {
    vi.doUnmock('../../functions/lambda-conventions.ts');
  });
  await conventions('example', async (_event, measure) => measure('SubmissionsSent', 3))({ claimId });
  expect(output).toEqual([]);
});
