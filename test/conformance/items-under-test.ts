import type { Item, Items, TransactionOutcome } from '../../shared/ports/index.ts';

export interface ItemsUnderTest {
  readonly items: Items;
  /** Lets lagging indexes catch up, where one can. */
  readonly settle?: () => void | Promise<void>;
  readonly close?: () => void | Promise<void>;
}

/** An item without meaning. */
export function some(pk: string, sk: string, more: Record<string, string | number | boolean> = {}): Item {
  return { pk, sk, schemaVersion: 1, ...more };
}

/** An item of about so many bytes. */
export function ofBytes(pk: string, sk: string, bytes: number): Item {
  return some(pk, sk, { text: 'x'.repeat(bytes) });
}

export function putAll(items: Items, all: readonly Item[]): Promise<TransactionOutcome> {
  return items.transact(all.map((item) => ({ put: item })));
}
