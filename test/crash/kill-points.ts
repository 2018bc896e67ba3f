import { basename } from 'node:path';
import type { HomeOptions } from '../../local/home/home.ts';
import type { Database } from '../../local/sqlite/database.ts';
import type { Write } from '../../shared/ports/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { openUnsynced } from '../unsynced.ts';

/** What a home does that outlives it. Schedule and clock write to the home's own file, the engine to one of its own. */
export const effectKinds = [
  'Items.transact',
  'Queues.send',
  'Queues.receive',
  'Queues.acknowledge',
  'Workflows.start',
  'Workflows.succeedTask',
  'Objects.putIfAbsent',
  'Clearinghouse.send',
  'Clearinghouse.collected',
  'claimwright.db',
  'workflows.db',
  'simulator.db',
] as const;
export type EffectKind = (typeof effectKinds)[number];

export interface Effect {
  readonly kind: EffectKind;
  /** What it is about, in words that many effects share: kinds of items, a folder of objects, a queue. */
  readonly about: string;
}

/** `before`: nothing of the effect is there. `after`: it is there and nobody ever heard of it. */
export interface KillPoint {
  readonly when: 'before' | 'after';
  /** Whether it is this effect, by its number among those of the life, from 1. */
  readonly meets: (effect: Effect, number: number) => boolean;
}

export class Killed extends Error {
  override readonly name = 'Killed';
}

/** The kinds of the items, as their sort keys begin. */
function kindsOf(writes: readonly Write[]): string {
  const keys = writes.map((write) => ('put' in write ? write.put : 'delete' in write ? write.delete : write.check));
  return [...new Set(keys.flatMap(({ sk }) => /^[A-Z]+/.exec(sk) ?? []))].join(' ');
}

/** The names before our ids. */
function folderOf(key: string): string {
  return key
    .split('/')
    .filter((name) => /^[a-z]+$/.test(name))
    .join('/');
}

/** A life of a home, which ends at its kill point: from then on nothing is written any more, as after kill -9. */
export interface Life {
  readonly open: NonNullable<HomeOptions['open']>;
  readonly wrap: NonNullable<HomeOptions['wrap']>;
  /** The effects so far, in order. */
  readonly effects: readonly Effect[];
  readonly isOver: boolean;
  /** Waits for what was under way at the end, and gives the files back. */
  bury(): Promise<void>;
}

export function beginLife(end?: KillPoint): Life {
  const effects: Effect[] = [];
  const databases: Database[] = [];
  const underWay = new Set<Promise<unknown>>();
  let isOver = false;
  /** What the write that comes now is for: ports write before they first wait. */
  let purpose: Effect | undefined;

  function refuseWhenOver(): void {
    if (isOver) throw new Killed();
  }

  async function take<Value>(effect: Effect, act: () => Promise<Value>): Promise<Value> {
    refuseWhenOver();
    const number = effects.push(effect);
    const isLast = end?.meets(effect, number) ?? false;
    if (isLast && end?.when === 'before') isOver = true;
    refuseWhenOver();
    const acting = act();
    underWay.add(acting);
    try {
      const value = await acting;
      // A commit that was on its way is heard of no more.
      refuseWhenOver();
      if (isLast) isOver = true;
      refuseWhenOver();
      return value;
    } finally {
      underWay.delete(acting);
    }
  }

  function named<Value>(kind: EffectKind, about: string, act: () => Value): Value {
    purpose = { kind, about };
    try {
      return act();
    } finally {
      purpose = undefined;
    }
  }

  function mortal(path: string): Database {
    const inner = openUnsynced(path);
    databases.push(inner);
    const own: Effect = { kind: basename(path) as EffectKind, about: '' };
    return {
      sql: inner.sql,
      write: (work, undone) =>
        take(purpose ?? own, () =>
          inner.write(() => {
            // What had not been committed when the end came is lost.
            refuseWhenOver();
            return work();
          }, undone),
        ),
      close() {
        if (!isOver) inner.close();
      },
    };
  }

  return {
    effects,
    get isOver() {
      return isOver;
    },
    open: mortal,
    wrap(services: Services): Services {
      const { items, queues, workflows, objects, clearinghouse } = services;
      return {
        ...services,
        items: {
          ...items,
          transact: (writes) => named('Items.transact', kindsOf(writes), () => items.transact(writes)),
        },
        queues: {
          ...queues,
          send: (queue, messages) => named('Queues.send', queue, () => queues.send(queue, messages)),
          receive: (queue, max) => named('Queues.receive', queue, () => queues.receive(queue, max)),
          acknowledge: (queue, receipts) =>
            named('Queues.acknowledge', queue, () => queues.acknowledge(queue, receipts)),
        },
        workflows: {
          ...workflows,
          start: (machine, name, input) =>
            named('Workflows.start', machine, () => workflows.start(machine, name, input)),
          succeedTask: (token, output) =>
            named('Workflows.succeedTask', '', () => workflows.succeedTask(token, output)),
        },
        objects: {
          ...objects,
          putIfAbsent: (key, body) =>
            take({ kind: 'Objects.putIfAbsent', about: folderOf(key) }, () => objects.putIfAbsent(key, body)),
        },
        clearinghouse: {
          ...clearinghouse,
          send: (name, bytes) => take({ kind: 'Clearinghouse.send', about: '' }, () => clearinghouse.send(name, bytes)),
          collected: (names) =>
            take({ kind: 'Clearinghouse.collected', about: '' }, () => clearinghouse.collected(names)),
        },
      };
    },
    async bury() {
      await Promise.allSettled(underWay);
      if (isOver) for (const database of databases) database.close();
    },
  };
}
