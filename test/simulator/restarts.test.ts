import { expect, test } from 'vitest';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { readFile, rewrite } from '../../shared/x12/index.ts';
import { memoryStore, openSimulator, type SimulatorStore, scenarios } from '../../simulator/index.ts';
import { type ClaimWords, claimsText } from './claims-text.ts';
import { bytesOf, play } from './play.ts';

const lines = [
  { code: '99213', charge: '125.00' },
  { code: '87880', charge: '40.00' },
  { code: '36415', charge: '12.50' },
];

/** A claim of each scenario, and some more of one member. */
const all: ClaimWords[] = scenarios.map(({ code }, index) => ({ number: `CLAIM${index}`, memberId: code, lines }));
const claims = all.filter(({ memberId }) => memberId !== 'REJ999');
const rejected = all.filter(({ memberId }) => memberId === 'REJ999');
const others: ClaimWords[] = [
  { number: 'OTHER1', npi: '1999999992', lines },
  { number: 'OTHER2', payerId: 'PAYER2', dependent: 'TIM', lines },
  { number: 'OTHER3', memberId: 'SPLIT', lines },
  { number: 'OTHER4', memberId: 'REVERSE', lines },
];
const files = [
  claimsText({
    controlNumber: 1,
    transactions: [claims, rejected, others.slice(0, 2)],
    acknowledgementRequested: true,
  }),
  claimsText({ controlNumber: 2, transactions: [others.slice(2)] }),
];
const configuration = { defaults: { benefits: { deductible: '50.00', coinsurancePercent: 20 } } };
const start = '2026-11-23T15:00:00.000Z';

class Killed extends Error {}

/** A store whose process dies at a transaction: before it is durable, or after it but before anyone was told. */
function killedAt(store: SimulatorStore, transaction: number, when: 'before' | 'after'): SimulatorStore {
  let count = 0;
  return {
    ...store,
    async transact(changes) {
      count++;
      if (count > transaction) throw new Killed();
      if (count === transaction && when === 'before') throw new Killed();
      const outcome = await store.transact(changes);
      if (count === transaction) throw new Killed();
      return outcome;
    },
  };
}

/** Sends both files and collects all answers by name; whoever starts again sends what was not taken. */
async function run(openStore: (attempt: number) => SimulatorStore): Promise<Map<string, string>> {
  const received = new Map<string, string>();
  let instant = start;
  for (let attempt = 0; ; attempt++) {
    const clock = { now: () => new Date(instant) };
    const simulator = openSimulator({ store: openStore(attempt), clock, seed: 1, configuration });
    try {
      if (instant === start)
        for (const [index, text] of files.entries()) await simulator.send(`${index}.837`, bytesOf(text));
      for (let due = await simulator.nextDue(); due; due = await simulator.nextDue()) {
        if (due.toISOString() > instant) instant = due.toISOString();
        const collected = await simulator.collect();
        for (const { name, bytes } of collected) {
          const text = new TextDecoder().decode(bytes);
          expect(received.get(name) ?? text).toBe(text);
          received.set(name, text);
        }
        await simulator.collected(collected.map(({ name }) => name));
      }
      return received;
    } catch (problem) {
      if (!(problem instanceof Killed)) throw problem;
    }
  }
}

test('the same answers come whenever the process is killed', async () => {
  let transactions = 0;
  const counted = memoryStore();
  const baseline = await run(() => ({
    ...counted,
    transact: (changes) => {
      transactions++;
      return counted.transact(changes);
    },
  }));
  expect(transactions).toBeGreaterThan(20);
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; at <= transactions; at++) {
      const store = memoryStore();
      const answers = await run((attempt) => (attempt === 0 ? killedAt(store, at, when) : store));
      expect([...answers].sort(), `killed ${when} transaction ${at}`).toEqual([...baseline].sort());
    }
  }
});

test('the same answers come whichever file is sent first', async () => {
  const inOrder = await run(() => memoryStore());
  const { answers } = await play({ files: files.toReversed().map((text) => ({ text })), configuration });
  expect(answers.map(({ name, text }) => [name, text]).sort()).toEqual([...inOrder].sort());
});

test('another seed gives other numbers of the same claims', async () => {
  const script = { files: files.map((text) => ({ text })), configuration };
  const one = await play({ ...script, seed: 1 });
  const other = await play({ ...script, seed: 2 });
  expect(other.answers.map(({ name }) => name)).not.toEqual(one.answers.map(({ name }) => name));
});

test('what is written has no fault that the guides know, but where a scenario asks for one', async () => {
  const { answers } = await play({ files: files.map((text) => ({ text })), configuration });
  const names = new Set<string>();
  for (const { name, text } of answers) {
    const reading = readFile(text, [acknowledgement999, claimAcknowledgement277, remittance835]);
    const wanted = text.includes('*UNBALANCED~') && name.startsWith('835') ? ['rule-broken'] : [];
    expect(
      reading.issues.map(({ code }) => code),
      name,
    ).toEqual(wanted);
    expect(rewrite(reading)).toBe(text);
    expect(names.has(name)).toBe(false);
    names.add(name);
  }
  const controlNumbers = answers.map(({ segments }) => segments[0]?.[13]);
  // TWICE alone comes with a number that came before.
  expect(new Set(controlNumbers).size).toBe(controlNumbers.length - 1);
});
