import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type Clearinghouse, ClearinghouseUnavailable, NotOffered } from '../../shared/ports/index.ts';
import { ask } from './ask.ts';

/** The sandbox's clearinghouse, and what only the sandbox's time must know of it. */
export interface LambdaClearinghouse extends Clearinghouse {
  /** When it has the next file for us; undefined when nothing is under way. */
  nextDue(): Promise<Date | undefined>;
}

const collected = z.object({ files: z.array(z.object({ name: z.string(), bytes: z.base64() })) });
const eligibility = z.object({ answer: z.string() });
const nextDue = z.object({ due: z.iso.datetime().optional() });

/** A clearinghouse that is a function of this account: the simulator of the sandbox. */
export function lambdaClearinghouse(client: LambdaClient, functionName: string): LambdaClearinghouse {
  async function answerTo(request: object): Promise<unknown> {
    const command = new InvokeCommand({
      FunctionName: functionName,
      Payload: new TextEncoder().encode(JSON.stringify(request)),
    });
    const { Payload, FunctionError } = await ask('Lambda Invoke', () => client.send(command)).catch((problem) => {
      throw new ClearinghouseUnavailable('the clearinghouse could not be reached', { cause: problem });
    });
    if (FunctionError !== undefined) throw new ClearinghouseUnavailable('the clearinghouse did not answer');
    return JSON.parse(new TextDecoder().decode(Payload));
  }

  return {
    async send(name, bytes) {
      await answerTo({ ask: 'send', name, bytes: Buffer.from(bytes).toString('base64') });
    },
    async collect() {
      const { files } = collected.parse(await answerTo({ ask: 'collect' }));
      return files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }));
    },
    async collected(names) {
      await answerTo({ ask: 'collected', names });
    },
    askEligibility: async (inquiry) => eligibility.parse(await answerTo({ ask: 'eligibility', inquiry })).answer,
    askClaimStatus: () => Promise.reject(new NotOffered('the simulated payers answer no claim status inquiry')),
    async nextDue() {
      const { due } = nextDue.parse(await answerTo({ ask: 'next-due' }));
      return due === undefined ? undefined : new Date(due);
    },
  };
}
