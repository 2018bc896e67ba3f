import type { Json } from '../../../shared/ports/index.ts';
import { namedBy } from '../definition/placeholders.ts';
import type { StateOf } from '../definition/states-language.ts';
import type { Visit } from '../run/visit.ts';
import { refuseOversize } from './limits.ts';
import type { Call } from './state-runner.ts';

/** The function and the payload that it is called with. */
export async function readFunctionArguments(
  { Arguments }: StateOf<'Task'>,
  visit: Visit,
  withToken: boolean,
): Promise<Call> {
  const { FunctionName = '', Payload = {} } = 'FunctionName' in Arguments ? Arguments : {};
  const payload = await visit.evaluate(Payload, 'Arguments/Payload', visit.bindings({ withToken }));
  refuseOversize(payload, visit.standing.state);
  return { kind: 'call', functionName: namedBy(FunctionName) ?? FunctionName, payload };
}

/** What `lambda:invoke` answers on AWS, less the HTTP headers. */
export function invocation(payload: Json): Json {
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
}
