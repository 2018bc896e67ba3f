import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const callSchema = z.object({ execution: z.string(), functionName: z.string(), payload: z.json() });
export type MockedCall = z.infer<typeof callSchema>;
export type MockedAnswer = { readonly returns: unknown } | { readonly throws: string };

export interface MocksServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Answers, on this machine alone, what the mocked function asks. */
export async function openMocksServer(answer: (call: MockedCall) => Promise<MockedAnswer>): Promise<MocksServer> {
  const server = createServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await answer(callSchema.parse(JSON.parse(await text(request))))));
    } catch (error) {
      response.end(JSON.stringify({ throws: 'NotExpected', message: String(error) }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the loopback interface gave no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
