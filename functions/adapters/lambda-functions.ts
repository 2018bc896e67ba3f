import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { SafeError } from '../../shared/safe-error.ts';
import { ask } from './ask.ts';

/** Functions of the same stage, called by name. */
export interface Functions {
  /** Calls it and waits for its end; throws when it failed. */
  call(name: string, event: object): Promise<unknown>;
}

export function lambdaFunctions(client: LambdaClient, stage: string): Functions {
  return {
    async call(name, event) {
      const command = new InvokeCommand({
        FunctionName: `claimwright-${stage}-${name}`,
        Payload: new TextEncoder().encode(JSON.stringify(event)),
      });
      const { Payload, FunctionError } = await ask('Lambda Invoke', () => client.send(command));
      if (FunctionError !== undefined) throw new SafeError(`the function ${name} failed: its log says why`);
      return JSON.parse(new TextDecoder().decode(Payload));
    },
  };
}
