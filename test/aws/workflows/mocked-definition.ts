import { valuesIn } from '../../statemachines/definition.ts';

/** Long enough for a task token that is answered while its function runs. */
const timeoutSeconds = 2;
/** More than any case fails; what is tried beyond is a wrong turn that has to end. */
const mostAttempts = 30;

/** `${takeUpClaim}` stands for the function take-up-claim. */
function functionOf(placeholder: string): string {
  const camelCase = /^\$\{(\w+)\}$/.exec(placeholder)?.[1];
  if (camelCase === undefined) throw new Error(`${placeholder} is no placeholder of a function`);
  return camelCase.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * The same machine, whose tasks all call one mocked function. It is told which function is meant and in which execution,
 * beside the payload. Nobody waits: retries follow at once, a task token times out in seconds.
 */
export function mockedDefinition(definitionText: string, mockedFunctionArn: string): string {
  return JSON.stringify(
    JSON.parse(definitionText, (key, value: unknown) => {
      if (key === 'TimeoutSeconds') return timeoutSeconds;
      if (key === 'IntervalSeconds' || key === 'BackoffRate') return 1;
      if (key === 'MaxAttempts') return Math.min(Number(value), mostAttempts);
      if (key !== 'Arguments') return value;
      const written = new Map(valuesIn(value).map((each) => [each.path, each.value]));
      return {
        FunctionName: mockedFunctionArn,
        Payload: {
          execution: '{% $states.context.Execution.Name %}',
          functionName: functionOf(String(written.get('FunctionName'))),
          payload: written.get('Payload'),
        },
      };
    }),
  );
}
