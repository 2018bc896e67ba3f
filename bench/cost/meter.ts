import { AsyncLocalStorage } from 'node:async_hooks';
import { type Unit, type Usage, units } from './price-list.ts';

/** What each function used, and how often and for how long it ran. */
export interface Used {
  readonly usage: Usage;
  readonly calls: number;
  readonly waitedMilliseconds: number;
}

type Counts = { calls: number; waitedMilliseconds: number; usage: { [U in Unit]?: number } };

/** Counts what functions use: whatever happens within `around` is counted for the function that it names. */
export class Meter {
  readonly #current = new AsyncLocalStorage<string>();
  readonly #counts = new Map<string, Counts>();

  around<Answer>(name: string, call: () => Promise<Answer>): Promise<Answer> {
    return this.#current.run(name, call);
  }

  get current(): string {
    return this.#current.getStore() ?? 'outside';
  }

  add(unit: Unit, amount: number, name = this.current): void {
    const { usage } = this.#of(name);
    usage[unit] = (usage[unit] ?? 0) + amount;
  }

  called(name: string, times = 1): void {
    this.#of(name).calls += times;
  }

  waited(milliseconds: number): void {
    this.#of(this.current).waitedMilliseconds += milliseconds;
  }

  of(name: string): Used {
    return this.#of(name);
  }

  #of(name: string): Counts {
    const known = this.#counts.get(name) ?? { calls: 0, waitedMilliseconds: 0, usage: {} };
    this.#counts.set(name, known);
    return known;
  }
}

export const times = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(units.flatMap((unit) => (usage[unit] === undefined ? [] : [[unit, usage[unit] * factor]])));

export const together = (...usages: readonly Usage[]): Usage =>
  Object.fromEntries(
    units.flatMap((unit) => {
      const amount = usages.reduce((sum, usage) => sum + (usage[unit] ?? 0), 0);
      return amount === 0 ? [] : [[unit, amount]];
    }),
  );
