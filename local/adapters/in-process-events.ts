import type { DomainEvent, Events } from '../../shared/ports/index.ts';

type EventListener = (event: DomainEvent) => void | Promise<void>;

export interface InProcessEvents extends Events {
  /** Hears every event from now on; the answer ends that. */
  subscribe(listener: EventListener): () => void;
}

/**
 * Events within this process, to each listener in the order of subscription. `publish` waits for the listeners, so that
 * virtual time does not run ahead of them, but never fails because of one: whoever publishes does not know who listens.
 */
export function inProcessEvents(onListenerProblem: (problem: unknown, event: DomainEvent) => void): InProcessEvents {
  const listeners = new Set<{ readonly hear: EventListener }>();
  return {
    async publish(events) {
      for (const event of events) {
        for (const { hear } of [...listeners]) {
          try {
            await hear(event);
          } catch (problem) {
            onListenerProblem(problem, event);
          }
        }
      }
    },
    subscribe(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
