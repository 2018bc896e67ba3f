import type { Stage } from '../../infra/stages.ts';
import { arrivalPrefixes, bucketOf, prefixNames, readerOf } from '../../infra/wiring.ts';
import type { Item, ItemKey, Items, Objects, QueueName, Write } from '../../shared/ports/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { assumptions, portMilliseconds } from './assumptions.ts';
import { indexWriteUnits, readUnits, storedBytes, writeUnits } from './dynamodb-units.ts';
import type { Meter } from './meter.ts';

/** A new item was stored: the table's stream tells of it. */
export type OnInsert = (item: Item) => Promise<void>;

const monthsAYear = 12;
const daysAMonth = 30;
/** A message is sent, received and deleted. */
const requestsAMessage = 3;

/** The services of a home, with what each call becomes on AWS (functions/adapters/) told to the meter. */
export function countedServices(services: Services, meter: Meter, stage: Stage, onInsert: OnInsert): Services {
  const { queues, workflows, events, clearinghouse } = services;
  const objects = countedObjects(services.objects, meter, stage);
  return {
    ...services,
    items: countedItems(services.items, meter, stage, onInsert),
    objects,
    queues: {
      ...queues,
      send(queue, messages) {
        countMessages(meter, queue, messages.length);
        meter.waited(portMilliseconds.queueSend);
        return queues.send(queue, messages);
      },
    },
    workflows: {
      ...workflows,
      start(machine, name, input) {
        meter.waited(portMilliseconds.workflowCall);
        return workflows.start(machine, name, input);
      },
      succeedTask(token, output) {
        meter.waited(portMilliseconds.workflowCall);
        return workflows.succeedTask(token, output);
      },
    },
    events: {
      publish(published) {
        meter.waited(portMilliseconds.eventPublish);
        meter.add('events', published.length);
        if (stage.eventArchiveDays !== undefined) meter.add('archivedEventBytes', JSON.stringify(published).length);
        meter.add('keyRequests', published.length);
        return events.publish(published);
      },
    },
    clearinghouse: {
      // In production a mailbox in the object store.
      send(name, bytes) {
        countPut(meter, stage, `mailbox/${name}`, bytes.length);
        return clearinghouse.send(name, bytes);
      },
      collect: () => clearinghouse.collect(),
      collected: (names) => clearinghouse.collected(names),
      askEligibility(inquiry) {
        meter.waited(portMilliseconds.payerAnswer);
        return clearinghouse.askEligibility(inquiry);
      },
      askClaimStatus: (inquiry) => clearinghouse.askClaimStatus(inquiry),
    },
  };
}

function countMessages(meter: Meter, queue: QueueName, messages: number): void {
  const reader = readerOf(queue);
  // One message a call.
  if (reader !== undefined) meter.called(reader, messages);
  meter.add('queueRequests', messages * requestsAMessage);
  meter.add('keyRequests', messages);
}

function countedItems(items: Items, meter: Meter, stage: Stage, onInsert: OnInsert): Items {
  const months = stage.retentionYears.edi * monthsAYear;

  /** Who wrote each item last: what is kept of it counts for him. */
  const writers = new Map<string, string>();

  function countKept({ pk, sk }: ItemKey, before: Item | undefined, after: Item | undefined): void {
    const key = JSON.stringify([pk, sk]);
    const [was, is] = [storedBytes(before), storedBytes(after)];
    const writer = writers.get(key);
    meter.add('tableByteMonths', -months * (was.table + was.indexes), writer);
    meter.add('backupByteMonths', -months * was.table, writer);
    meter.add('tableByteMonths', months * (is.table + is.indexes));
    meter.add('backupByteMonths', months * is.table);
    writers.set(key, meter.current);
  }

  return {
    async get(key) {
      const found = await items.get(key);
      meter.add('readUnits', readUnits([found], true));
      meter.waited(portMilliseconds.itemRead);
      return found;
    },
    async query(query) {
      const page = await items.query(query);
      meter.add('readUnits', readUnits(page.items, query.consistent === true));
      meter.waited(portMilliseconds.itemRead);
      return page;
    },
    async transact(writes) {
      const before = await Promise.all(writes.map((write) => items.get(keyOf(write))));
      const outcome = await items.transact(writes);
      const isTransaction = writes.length > 1 || writes[0]?.if !== undefined;
      meter.waited(portMilliseconds.itemWrite);
      const changes = writes.map((write, place) => ({
        key: keyOf(write),
        was: before[place],
        is: after(write, before[place]),
      }));
      for (const { key, was, is } of changes) {
        meter.add('writeUnits', writeUnits(was, is, isTransaction));
        if (outcome !== 'done') continue;
        meter.add('writeUnits', indexWriteUnits(was, is));
        if (was !== is) countKept(key, was, is);
      }
      const inserted = outcome === 'done' ? changes.flatMap(({ was, is }) => (was || !is ? [] : [is])) : [];
      for (const item of inserted) await onInsert(item);
      return outcome;
    },
  };
}

function keyOf(write: Write) {
  const { pk, sk } = 'put' in write ? write.put : 'delete' in write ? write.delete : write.check;
  return { pk, sk };
}

function after(write: Write, before: Item | undefined): Item | undefined {
  if ('put' in write) return write.put;
  return 'delete' in write ? undefined : before;
}

function countPut(meter: Meter, stage: Stage, key: string, bytes: number): void {
  meter.waited(portMilliseconds.objectPut);
  meter.add('objectPuts', 1);
  const prefix = prefixNames.find((name) => key.startsWith(name));
  const bucket = prefix === undefined ? 'edi' : bucketOf(prefix);
  // What an inbox forgets is there for another month as an old version.
  const months = bucket === 'inbox' ? stage.inboxDays / daysAMonth + 1 : stage.retentionYears[bucket] * monthsAYear;
  meter.add('objectByteMonths', bytes * months);
  countAccess(meter, stage);
  if (arrivalPrefixes.some((arriving) => key.startsWith(arriving))) countMessages(meter, 'arrivals', 1);
}

function countAccess(meter: Meter, stage: Stage): void {
  meter.add('keyRequests', assumptions.keyRequestsAnObjectRequest);
  meter.add('objectByteMonths', (assumptions.accessLogBytes * stage.logRetentionDays) / daysAMonth);
}

function countedObjects(objects: Objects, meter: Meter, stage: Stage): Objects {
  function countGet(): void {
    meter.waited(portMilliseconds.objectGet);
    meter.add('objectGets', 1);
    countAccess(meter, stage);
  }
  return {
    async putIfAbsent(key, body) {
      const outcome = await objects.putIfAbsent(key, body);
      if (outcome === 'put') {
        countPut(meter, stage, key, typeof body === 'string' ? Buffer.byteLength(body) : body.length);
      } else {
        // A put that is refused is a request, too; then what is there is looked at.
        meter.add('objectPuts', 1);
        countGet();
      }
      return outcome;
    },
    get(key, version) {
      countGet();
      return objects.get(key, version);
    },
    stream(key) {
      countGet();
      return objects.stream(key);
    },
    list(prefix) {
      meter.waited(portMilliseconds.objectGet);
      meter.add('objectPuts', 1);
      return objects.list(prefix);
    },
  };
}
