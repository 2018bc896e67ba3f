import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Secrets } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';

export interface SecretsUnderTest {
  readonly secrets: Secrets;
  /** A secret that is there. */
  readonly known: { readonly name: string; readonly text: string };
  readonly close?: () => void | Promise<void>;
}

/** What every adapter of the Secrets port keeps to. */
export function describeSecrets(name: string, makeAdapter: () => Promise<SecretsUnderTest>): void {
  describe(`Secrets: ${name}`, () => {
    let under: SecretsUnderTest;
    beforeAll(async () => {
      under = await makeAdapter();
    });
    afterAll(() => under.close?.());

    test('gives the text of a secret', async () => {
      expect(await under.secrets.get(under.known.name)).toBe(under.known.text);
    });

    test.each(['no-such-secret', 'constructor', '__proto__'])('names %s when it is not there', async (missing) => {
      const problem = await under.secrets.get(missing).catch((thrown: unknown) => thrown);
      expect(problem).toBeInstanceOf(SafeError);
      expect(String(problem)).toContain(missing);
      expect(String(problem)).not.toContain(under.known.text);
    });
  });
}
