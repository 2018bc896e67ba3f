import type { MessagePort, Worker } from 'node:worker_threads';

/** What a thread sends within a turn goes as one message: waking the other thread costs more than reading one. */
export function channel(port: MessagePort | Worker) {
  let waiting: unknown[] = [];
  const flush = (): void => {
    const messages = waiting;
    waiting = [];
    port.postMessage(messages);
  };
  return {
    post(message: unknown): void {
      if (waiting.push(message) === 1) process.nextTick(flush);
    },
    on(hear: (message: unknown) => void): void {
      port.on('message', (messages: readonly unknown[]) => messages.forEach((message) => void hear(message)));
    },
  };
}
