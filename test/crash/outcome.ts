import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What must be the same however often a home was killed: lines of text by what they tell of. */
export type Outcome = Readonly<Record<string, readonly string[]>>;

type Row = Readonly<Record<string, unknown>>;

function rows(path: string, query: string): Row[] {
  const sql = new DatabaseSync(path, { readOnly: true });
  try {
    return sql.prepare(query).all();
  } finally {
    sql.close();
  }
}

const json = (value: unknown): string => JSON.stringify(value);

/**
 * An item whole, but for what only counts how often steps ran: a claim's revision, which is in the keys of its timeline
 * too.
 */
function itemLine(text: string): string {
  const { pk, sk, revision: _counted, body, ...attributes } = JSON.parse(text);
  const { revision: _too, ...content } = typeof body === 'object' ? body : { body };
  return json([pk, sk.replace(/^(EVENT#[^#]*)#\d{6}#\d\d$/, '$1'), content, attributes]);
}

/** Every object with its digest: what was sent and received, statements, uploads. Names with a dot are half written. */
function objectLines(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).startsWith('.'))
    .map((path) => `${relative(folder, path)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
}

/** All that a home and its simulator have stored, read from the folder of a home that is closed. */
export function storedOutcome(folder: string): Outcome {
  const store = join(folder, 'claimwright.db');
  const simulator = rows(join(folder, 'simulator.db'), 'SELECT key, value FROM record');
  const lines = {
    items: rows(store, 'SELECT body FROM items').map(({ body }) => itemLine(String(body))),
    // At least once: a notice may be there twice.
    notices: rows(store, 'SELECT DISTINCT queue, id, body FROM queue_messages').map(json),
    executions: rows(
      join(folder, 'workflows.db'),
      'SELECT machine, name, status, output, error, started, stopped FROM workflow_execution',
    ).map(json),
    clock: rows(store, 'SELECT present_ms FROM virtual_clock').map(json),
    objects: objectLines(join(folder, 'objects')),
    // All that it received and answered. The same bytes again are what a crash may cause.
    simulator: simulator.filter(({ key }) => !String(key).startsWith('report/resent')).map(json),
  };
  return Object.fromEntries(Object.entries(lines).map(([name, unsorted]) => [name, [...new Set(unsorted)].sort()]));
}

/** What reached the simulator with other content under the same number, or that was no file at all. */
export function faultsOf({ simulator = [] }: Outcome): readonly string[] {
  return simulator.filter((line) => line.includes('"report/'));
}

/** The lines that only one of the two has, cut to what tells which they are. */
export function differences(undisturbed: Outcome, disturbed: Outcome): string[] {
  return Object.keys({ ...undisturbed, ...disturbed }).flatMap((name) => {
    const before = new Set(undisturbed[name]);
    const after = new Set(disturbed[name]);
    const lost = [...before].filter((line) => !after.has(line)).map((line) => `lost ${name}: ${line}`);
    const found = [...after].filter((line) => !before.has(line)).map((line) => `new ${name}: ${line}`);
    return [...lost, ...found].map((line) => line.slice(0, 250));
  });
}
