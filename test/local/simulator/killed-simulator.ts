import { openSqliteSimulatorStore } from '../../../local/simulator/sqlite-simulator-store.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { openSimulator } from '../../../simulator/index.ts';
import { claimsText } from '../../simulator/claims-text.ts';
import { bytesOf } from '../../simulator/play.ts';

/** Plays a simulator on a store of its own until it is killed or done, and prints each answer that it has collected. */
const [path = '', startedAt = ''] = process.argv.slice(2);
const clock = { instant: startedAt, now: () => new Date(clock.instant) };
const store = openSqliteSimulatorStore(openDatabase(path));
const simulator = openSimulator({ store, clock, seed: 1, configuration: {} });
const members = ['PAID', 'SPLIT', 'REVERSE', 'TAKEBACK', 'DENY50'];

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

for (let file = 1; file <= 20; file++) {
  const claims = members.map((memberId) => ({ number: `CLAIM${file}${memberId}`, memberId: `${memberId}-${file}` }));
  await simulator.send(`${file}.837`, bytesOf(claimsText({ controlNumber: file, transactions: [claims] })));
}
print('sent');
for (let due = await simulator.nextDue(); due; due = await simulator.nextDue()) {
  if (due.toISOString() > clock.instant) clock.instant = due.toISOString();
  print(`at ${clock.instant}`);
  for (const { name } of await simulator.collect()) {
    print(`got ${name}`);
    await simulator.collected([name]);
  }
}
print('done');
