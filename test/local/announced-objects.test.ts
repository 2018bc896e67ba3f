import { expect, test } from 'vitest';
import { folderObjects } from '../../local/adapters/index.ts';
import { announcedObjects } from '../../local/home/announced-objects.ts';
import type { QueueMessage, QueueName } from '../../shared/ports/index.ts';
import { storeArrival } from '../../shared/use-cases/index.ts';
import { testFolder } from './adapters/temporary-folder.ts';

const of = (objectKey: string, from: string) => ({
  id: objectKey.split('/').at(-1),
  body: JSON.stringify({ objectKey, from }),
});

function atStart() {
  const sent: [QueueName, ...QueueMessage[]][] = [];
  const store = folderObjects(testFolder());
  const send = async (queue: QueueName, messages: readonly QueueMessage[]) => void sent.push([queue, ...messages]);
  return { sent, store, objects: announcedObjects(store, { send }) };
}

test.each([
  ['inbox/A', 'practice'],
  ['inbox/elm/A', 'practice'],
  ['clearinghouse/B', 'clearinghouse'],
  ['names/inbox/A', undefined],
  ['archive/A', undefined],
  ['inbox', undefined],
  ['inboxes/A', undefined],
])('%s: announced from %s', async (key, from) => {
  const { sent, objects } = atStart();
  expect(await objects.putIfAbsent(key, 'text')).toBe('put');
  expect(await objects.get(key)).toEqual(Buffer.from('text'));
  expect(sent).toEqual(from === undefined ? [] : [['arrivals', of(key, from)]]);
});

test('what a crash left unannounced is announced when it is put again', async () => {
  const { sent, store, objects } = atStart();
  await store.putIfAbsent('inbox/A', 'text');
  expect(await objects.putIfAbsent('inbox/A', 'text')).toBe('exists');
  expect(sent).toEqual([['arrivals', of('inbox/A', 'practice')]]);
});

test('an arrival has its name before it is announced', async () => {
  const { store } = atStart();
  const names: (Uint8Array | undefined)[] = [];
  const send = async () => void names.push(await store.get('names/inbox/A'));
  const objects = announcedObjects(store, { send });
  await storeArrival({ objects }, 'inbox/A', 'march.edi', new Uint8Array([1]));
  expect(names).toEqual([Buffer.from('march.edi')]);
});
