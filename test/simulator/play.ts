import {
  memoryStore,
  openSimulator,
  type SimulationInput,
  type Simulator,
  type SimulatorStore,
} from '../../simulator/index.ts';

export interface Answer {
  /** ISO instant of its collection. */
  readonly at: string;
  readonly name: string;
  readonly text: string;
  /** Its segments as lists of elements. */
  readonly segments: readonly (readonly string[])[];
}

export interface Script {
  readonly files: readonly { readonly text: string; readonly at?: string; readonly name?: string }[];
  readonly configuration?: SimulationInput;
  readonly seed?: number;
  readonly store?: SimulatorStore;
}

export interface Played {
  readonly answers: readonly Answer[];
  readonly simulator: Simulator;
}

const start = '2026-11-23T15:00:00.000Z';

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function segmentsOf(text: string): string[][] {
  return text
    .split('~')
    .filter((segment) => segment !== '')
    .map((segment) => segment.split('*'));
}

/** Sends the files when they are due and collects everything that ever comes. */
export async function play({ files, configuration = {}, seed = 1, store = memoryStore() }: Script): Promise<Played> {
  const clock = { instant: start, now: () => new Date(clock.instant) };
  const simulator = openSimulator({ store, clock, seed, configuration });
  const answers: Answer[] = [];

  async function collect(): Promise<void> {
    const collected = await simulator.collect();
    for (const { name, bytes } of collected) {
      const text = new TextDecoder().decode(bytes);
      answers.push({ at: clock.instant, name, text, segments: segmentsOf(text) });
    }
    await simulator.collected(collected.map(({ name }) => name));
  }

  async function goOnUntil(end: string | undefined): Promise<void> {
    for (let due = await simulator.nextDue(); due; due = await simulator.nextDue()) {
      const instant = due.toISOString();
      if (end !== undefined && instant > end) return;
      if (instant > clock.instant) clock.instant = instant;
      await collect();
    }
  }

  for (const [index, { text, at = start, name = `claims-${index}.837` }] of files.entries()) {
    await goOnUntil(at);
    if (at > clock.instant) clock.instant = at;
    await simulator.send(name, bytesOf(text));
  }
  await goOnUntil(undefined);
  return { answers, simulator };
}

export function answersOf(answers: readonly Answer[], kind: string): Answer[] {
  return answers.filter(({ name }) => name.startsWith(`${kind}-`));
}

/** The segments with an id, each as one text. */
export function said(answer: Answer | undefined, ...ids: string[]): string[] {
  return (answer?.segments ?? []).filter(([id = '']) => ids.includes(id)).map((segment) => segment.join('*'));
}
