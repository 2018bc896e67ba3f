import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Objects } from '../../shared/ports/index.ts';
import { gather } from './gather.ts';
import { randomPrefix } from './random-prefix.ts';

export interface ObjectsUnderTest {
  readonly objects: Objects;
  readonly close?: () => void | Promise<void>;
}

const bytesOf = (body: Uint8Array | string): Buffer => Buffer.from(body as Uint8Array);

/** What every adapter of the Objects port keeps to. */
export function describeObjects(name: string, makeAdapter: () => Promise<ObjectsUnderTest>): void {
  describe(`Objects: ${name}`, () => {
    let under: ObjectsUnderTest;
    let objects: Objects;
    beforeAll(async () => {
      under = await makeAdapter();
      objects = under.objects;
    });
    afterAll(() => under.close?.());

    const stored = async (key: string): Promise<Buffer | undefined> => {
      const found = await objects.get(key);
      return found && Buffer.from(found);
    };
    const streamed = async (key: string): Promise<Buffer | undefined> => {
      const pieces = await objects.stream(key);
      return pieces && Buffer.concat(await gather(pieces));
    };
    const keys = async (prefix: string): Promise<string[]> =>
      (await gather(objects.list(prefix))).map(({ key }) => key);

    const bodies: [string, Uint8Array | string][] = [
      ['text', 'ISA*00*é~'],
      ['bytes that are no text', new Uint8Array([0, 255, 128, 10, 13])],
      ['nothing', ''],
      ['3 MB', randomBytes(3 * 1024 * 1024)],
    ];
    test.each(bodies)('gives back %s, whole and in pieces', async (_, body) => {
      const key = `${randomPrefix()}/in/FILE.edi`;
      expect(await objects.putIfAbsent(key, body)).toBe('put');
      expect((await stored(key))?.equals(bytesOf(body))).toBe(true);
      expect((await streamed(key))?.equals(bytesOf(body))).toBe(true);
    });

    test('a key is put once', async () => {
      const key = `${randomPrefix()}/a`;
      expect(await objects.putIfAbsent(key, 'first')).toBe('put');
      expect(await objects.putIfAbsent(key, 'first')).toBe('exists');
      expect(await objects.putIfAbsent(key, Buffer.from('first'))).toBe('exists');
      expect(await objects.putIfAbsent(key, 'other')).toBe('exists-different');
      expect(await objects.putIfAbsent(key, '')).toBe('exists-different');
      expect((await stored(key))?.toString()).toBe('first');
    });

    test('of concurrent writers exactly one puts', async () => {
      const key = `${randomPrefix()}/new/folder/a`;
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, writer) => objects.putIfAbsent(key, `body ${writer % 2}`)),
      );
      expect(answers.filter((answer) => answer === 'put')).toHaveLength(1);
      const winner = `body ${answers.indexOf('put') % 2}`;
      expect((await stored(key))?.toString()).toBe(winner);
      answers.forEach((answer, writer) => {
        if (answer !== 'put') expect(answer).toBe(`body ${writer % 2}` === winner ? 'exists' : 'exists-different');
      });
    });

    test('there is nothing where nothing was put', async () => {
      const prefix = randomPrefix();
      await objects.putIfAbsent(`${prefix}/a/b`, 'x');
      for (const key of [`${prefix}/a`, `${prefix}/a/c`, `${prefix}/a/b/c`, `${prefix}/A/b`]) {
        expect(await objects.get(key)).toBeUndefined();
        expect(await objects.stream(key)).toBeUndefined();
      }
    });

    test('lists keys with a prefix in the order of their bytes', async () => {
      const prefix = randomPrefix();
      // '-' and '.' are before '/', '0' after it.
      const ordered = ['a-b/x', 'a.edi', 'a/1', 'a/10', 'a/2/x', 'a0', 'b/é', 'b/\uff21', 'b/\u{1f600}'];
      for (const key of ordered.toReversed()) await objects.putIfAbsent(`${prefix}/${key}`, key);
      const under = (beginning: string) => ordered.filter((key) => key.startsWith(beginning));
      for (const beginning of ['', 'a', 'a/', 'a/1', 'a/2/', 'a/2/x', 'a/2/x/', 'b', 'c']) {
        expect(await keys(`${prefix}/${beginning}`)).toEqual(under(beginning).map((key) => `${prefix}/${key}`));
      }
      const [first] = await gather(objects.list(`${prefix}/b/`));
      expect(first).toEqual({ key: `${prefix}/b/é`, bytes: 4 });
    });

    test.each([
      '',
      '/',
      '/etc/x',
      '../x',
      'a/../x',
      'a/./x',
      'a//x',
      'a/',
      '..',
      'a\\..\\x',
      'a\0',
      '.hidden',
      'a/..x',
    ])('refuses the key %j', async (key) => {
      await expect(objects.putIfAbsent(key, 'x')).rejects.toThrow('an object key must be');
      await expect(objects.get(key)).rejects.toThrow('an object key must be');
      await expect(objects.stream(key)).rejects.toThrow('an object key must be');
    });
  });
}
