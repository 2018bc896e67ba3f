import { createReadStream } from 'node:fs';
import { claim837p, claimLoop, subscriberLoop } from '../../shared/guides/claim-837p/index.ts';
import { readItems } from '../../shared/x12/index.ts';

// One claim at a time, however long the file is.
let claims = 0;
let cents = 0;
const payers = new Set<string>();
for await (const item of readItems(createReadStream('examples/claims/surgical-group.837'), [claim837p])) {
  // What is wrong with a claim is its own; what is wrong around it is in item.surroundings.
  if (item.issues.length > 0) continue;
  claims++;
  cents += item.within(claimLoop)?.claim.totalCharge ?? 0;
  payers.add(item.within(subscriberLoop)?.payer.name.last ?? '');
}
console.log(`${claims} claims, ${(cents / 100).toFixed(2)} billed to ${payers.size} payers`);
