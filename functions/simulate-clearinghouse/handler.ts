import * as z from 'zod';
import { openSimulator, type Simulator } from '../../simulator/index.ts';
import { conventions } from '../middleware.ts';
import type { AwsServices } from '../services.ts';
import { SimulatorChanged, storedSimulator } from './stored-simulator.ts';

/** What the clearinghouse of the sandbox can be asked. */
export const clearinghouseRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('send'), name: z.string(), bytes: z.base64() }),
  z.object({ ask: z.literal('collect') }),
  z.object({ ask: z.literal('collected'), names: z.array(z.string()) }),
  z.object({ ask: z.literal('eligibility'), inquiry: z.string() }),
  z.object({ ask: z.literal('next-due') }),
  z.object({ ask: z.literal('reports') }),
]);
type ClearinghouseRequest = z.output<typeof clearinghouseRequest>;

/** Lambda answers at most 6 MB; base64 takes a third more. */
const mostCollectedBytes = 3_000_000;
/** Each time somebody else was faster, so one of them got on. */
const mostTries = 50;

/** The sandbox's clearinghouse and payers. Whoever was overtaken by another request is answered anew. */
export const createHandler = (services: AwsServices) =>
  conventions('simulate-clearinghouse', async (event) => {
    const request = clearinghouseRequest.parse(event);
    const { seed, simulation } = services.sandbox();
    const configuration = simulation();
    for (let tries = 1; ; tries += 1) {
      const store = await storedSimulator(services);
      const simulator = openSimulator({ store, clock: services.clock, seed, configuration });
      try {
        return await answer(simulator, request);
      } catch (problem) {
        if (!(problem instanceof SimulatorChanged) || tries === mostTries) throw problem;
      }
    }
  });

async function answer(simulator: Simulator, request: ClearinghouseRequest): Promise<object> {
  switch (request.ask) {
    case 'send':
      await simulator.send(request.name, Buffer.from(request.bytes, 'base64'));
      return {};
    case 'collect':
      return { files: await firstFiles(simulator) };
    case 'collected':
      await simulator.collected(request.names);
      return {};
    case 'eligibility':
      return { answer: await simulator.askEligibility(request.inquiry) };
    case 'next-due':
      return { due: (await simulator.nextDue())?.toISOString() };
    case 'reports':
      return await simulator.reports();
  }
}

async function firstFiles(simulator: Simulator): Promise<{ name: string; bytes: string }[]> {
  const files: { name: string; bytes: string }[] = [];
  let size = 0;
  for (const { name, bytes } of await simulator.collect()) {
    size += bytes.length;
    if (files.length > 0 && size > mostCollectedBytes) break;
    files.push({ name, bytes: Buffer.from(bytes).toString('base64') });
  }
  return files;
}
