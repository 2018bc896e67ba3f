import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSecrets, inProcessEvents, systemClock, virtualClock } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import type { DomainEvent } from '../../../shared/ports/index.ts';
import { describeClock } from '../../conformance/clock.ts';
import { describeEvents } from '../../conformance/events.ts';
import { describeSecrets } from '../../conformance/secrets.ts';
import { makeFolder } from './temporary-folder.ts';

describeClock('the machine', async () => ({ clock: systemClock }));

describeClock('virtual', async () => {
  const database = openDatabase(':memory:');
  return { clock: virtualClock(database, new Date('2026-01-01T00:00:00Z')), close: () => database.close() };
});

describeEvents('in process', async () => {
  const events = inProcessEvents((problem) => {
    throw problem;
  });
  const heard: DomainEvent[] = [];
  events.subscribe((event) => void heard.push(event));
  return { events, heard: async () => heard };
});

describeSecrets('a file', async () => {
  const { path, remove } = makeFolder();
  const known = { name: 'clearinghouse/password', text: 'opensesame' };
  writeFileSync(join(path, 'secrets.json'), JSON.stringify({ [known.name]: known.text }), { mode: 0o600 });
  return { secrets: fileSecrets(join(path, 'secrets.json'), {}), known, close: remove };
});
