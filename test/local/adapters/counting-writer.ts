import { openDatabase } from '../../../local/sqlite/database.ts';

// Reads the largest number and writes the next one, so many times. Run by database.test.ts, beside another of it.
const [, , path = '', times = ''] = process.argv;
const database = openDatabase(path);
const largest = database.sql.prepare('SELECT coalesce(max(n), 0) AS n FROM t');
const insert = database.sql.prepare('INSERT INTO t VALUES (?)');
for (let time = 0; time < Number(times); time += 1) {
  await database.write(() => void insert.run(Number(largest.get()?.['n']) + 1));
}
database.close();
