import { readFileSync } from 'node:fs';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { readFile, transactionsOf } from '../../shared/x12/index.ts';

const reading = readFile(readFileSync('examples/claims/surgical-group.837'), [claim837p]);

for (const { level, code, place, message } of reading.issues) {
  console.log(`line ${place.line}: ${message} (${level}, ${code})`);
}
for (const { interchange, transaction } of transactionsOf(reading, claim837p)) {
  if (!transaction.clean) continue;
  // From here the value has the guide's type: nothing that it requires is missing.
  const { submitter, billingProviders } = transaction.value;
  console.log(`${submitter.name.last} to ${interchange.header.receiver}: ${billingProviders.length} billing provider`);
}
