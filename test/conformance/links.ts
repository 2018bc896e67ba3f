import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Links, linkSeconds, type Objects } from '../../shared/ports/index.ts';
import { randomPrefix } from './random-prefix.ts';

export interface LinksUnderTest {
  readonly links: Links;
  /** What they lead to. */
  readonly objects: Objects;
  /** Follows a link. */
  ask(request: Request): Promise<Response>;
  readonly now: () => Date;
  /** Lets time pass; without it, it is real. */
  wait?(seconds: number): void;
  readonly close?: () => void | Promise<void>;
}

interface Abilities {
  /** Whoever answers checks what was signed: a stand-in for AWS does not. */
  readonly checksSignatures: boolean;
}

const statement = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x0a, 0xff, 0x00]);

/** What every adapter of the Links port keeps to. */
export function describeLinks(
  name: string,
  makeAdapter: () => Promise<LinksUnderTest>,
  { checksSignatures }: Abilities = { checksSignatures: true },
): void {
  describe(`Links: ${name}`, () => {
    let under: LinksUnderTest;
    const prefix = randomPrefix();
    const written = `documents/${prefix}/statement.pdf`;
    beforeAll(async () => {
      under = await makeAdapter();
      await under.objects.putIfAbsent(written, statement);
    });
    afterAll(() => under.close?.());

    const follow = (url: string, method = 'GET', body?: string) =>
      under.ask(
        new Request(url, { method, ...(body && { body, headers: { 'content-length': String(body.length) } }) }),
      );
    const statusOf = async (...asked: Parameters<typeof follow>) => (await follow(...asked)).status;

    test.each(['documents', 'edi/out', 'inbox'])(
      'one reads an object of %s, byte for byte, as often as it is asked',
      async (folder) => {
        const key = `${folder}/${prefix}/read`;
        await under.objects.putIfAbsent(key, statement);
        const { url } = await under.links.toRead(key);
        for (const _ of [1, 2]) {
          const answer = await follow(url);
          expect([answer.status, new Uint8Array(await answer.arrayBuffer())]).toEqual([200, statement]);
        }
      },
    );

    test('one reads what comes to be after it was made', async () => {
      const { url } = await under.links.toRead(`inbox/${prefix}/late`);
      expect(await statusOf(url)).toBe(404);
      await under.objects.putIfAbsent(`inbox/${prefix}/late`, 'here');
      expect(await (await follow(url)).text()).toBe('here');
    });

    test('one puts an object', async () => {
      const key = `inbox/${prefix}/put`;
      const { url } = await under.links.toPut(key);
      expect(await statusOf(url, 'PUT', 'two claims')).toBe(200);
      expect(Buffer.from((await under.objects.get(key)) ?? []).toString()).toBe('two claims');
    });

    test('each says when it ends, by the machine’s own clock', async () => {
      for (const { expiresAt } of [await under.links.toRead(written), await under.links.toPut(`inbox/${prefix}/no`)]) {
        const seconds = (Date.parse(expiresAt) - under.now().getTime()) / 1000;
        expect(seconds).toBeGreaterThan(linkSeconds - 60);
        expect(seconds).toBeLessThanOrEqual(linkSeconds);
      }
    });

    describe.runIf(checksSignatures)('opens nothing but what it is for', () => {
      test('one to read puts nothing, one to put reads nothing', async () => {
        const key = `inbox/${prefix}/other`;
        const [read, put] = [await under.links.toRead(written), await under.links.toPut(key)];
        expect(await statusOf(read.url, 'PUT', 'overwritten')).toBe(403);
        expect(await statusOf(put.url)).toBe(403);
        expect(new Uint8Array((await under.objects.get(written)) ?? [])).toEqual(statement);
        expect(await under.objects.get(key)).toBeUndefined();
      });

      test('nor is one good once any of its signs is another', async () => {
        const { url } = await under.links.toRead(written);
        const { origin, pathname, search } = new URL(url);
        const said = `${pathname}${search}`;
        const last = said.length - 1;
        for (const at of [Math.floor(said.length / 2), last - 20, last]) {
          // Of the last sign of base64 only some bits count.
          for (const changed of at === last ? 'ABCDEFGHQRSTUVWXYZabcdefgwxyz0123456789' : 'ab') {
            if (changed === said[at]) continue;
            const other = `${origin}${said.slice(0, at)}${changed}${said.slice(at + 1)}`;
            expect([other, await statusOf(other)]).toEqual([other, 403]);
          }
        }
      });

      test('nor after its end', async ({ skip }) => {
        if (under.wait === undefined) skip();
        const [read, put] = [await under.links.toRead(written), await under.links.toPut(`inbox/${prefix}/too-late`)];
        under.wait?.(linkSeconds - 1);
        expect(await statusOf(read.url)).toBe(200);
        under.wait?.(2);
        expect(await statusOf(read.url)).toBe(403);
        expect(await statusOf(put.url, 'PUT', 'claims')).toBe(403);
      });
    });
  });
}
