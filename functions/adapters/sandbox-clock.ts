import type { Items } from '../../shared/ports/index.ts';
import type { VirtualClock } from '../../shared/timekeeping/index.ts';

/** The sandbox's clock: real time, moved by an offset that the table keeps. */
export interface SandboxClock extends VirtualClock {
  /** Reads the offset again: somebody else may have moved the clock. */
  refresh(): Promise<void>;
  /** Sets the present of a clock that nobody has set yet, to any date; a clock that was set stays as it is. */
  startAt(date: Date): Promise<void>;
}

const key = { pk: 'CLOCK', sk: 'CLOCK' };

/** `systemMs`: milliseconds of the epoch, by the machine. */
export function sandboxClock(items: Items, systemMs: () => number): SandboxClock {
  let offsetMs = 0;

  async function storedOffset(): Promise<number | undefined> {
    const offset = (await items.get(key))?.['offsetMs'];
    return typeof offset === 'number' ? offset : undefined;
  }
  async function store(offset: number, before: number | undefined): Promise<void> {
    const put = { ...key, schemaVersion: 1, offsetMs: offset };
    await items.transact([{ put, if: before === undefined ? 'absent' : { offsetMs: before } }]);
    offsetMs = (await storedOffset()) ?? 0;
  }

  return {
    now: () => new Date(systemMs() + offsetMs),
    async refresh() {
      offsetMs = (await storedOffset()) ?? 0;
    },
    async startAt(date) {
      if ((await storedOffset()) === undefined) await store(date.getTime() - systemMs(), undefined);
    },
    async advanceTo(date) {
      for (;;) {
        const before = await storedOffset();
        const wanted = date.getTime() - systemMs();
        if (wanted <= (before ?? 0)) return;
        await store(wanted, before);
        // Whoever moved it meanwhile may not have moved it as far.
        if (offsetMs >= wanted) return;
      }
    },
  };
}
