import { createReadStream } from 'node:fs';
import {
  type BillingProviderLoop,
  billingProviderLoop,
  type Claim837P,
  type ClaimLoop,
  claim837p,
  patientLoop,
  subscriberLoop,
} from '../../shared/guides/claim-837p/index.ts';
import {
  type ClaimPaymentLoop,
  remittance835,
  remittanceHeaderLoop,
} from '../../shared/guides/remittance-835/index.ts';
import { type Item, readItems, writeStream } from '../../shared/x12/index.ts';

const sampleSize = 1000;

/** Writes claims like the first ones of a file, over and over, as a stream of pieces. */
export async function writeAgain(file: string, claims: number): Promise<AsyncIterable<string>> {
  const sample: Item[] = [];
  for await (const item of readItems(createReadStream(file), [claim837p, remittance835])) {
    sample.push(item);
    if (sample.length === sampleSize) break;
  }
  const [first] = sample;
  if (!first) throw new Error('the file has no claims');
  function* repeated<Value>(of: (item: Item) => Value): Generator<Value> {
    for (let index = 0; index < claims; index++) yield of(sample[index % sample.length] ?? (first as Item));
  }
  const value = first.guide === claim837p ? claimsOf(first, repeated) : remittanceOf(first, repeated);
  const transactions = [{ guide: first.guide, controlNumber: '0001', value }];
  return writeStream({ header: first.interchange, groups: [{ header: first.group, transactions }] });
}

type Repeated = <Value>(of: (item: Item) => Value) => Iterable<Value>;

function claimsOf(first: Item, repeated: Repeated): object {
  const provider = first.within(billingProviderLoop) as BillingProviderLoop;
  const subscribers = repeated((item) => {
    const subscriber = item.within(subscriberLoop);
    const patient = item.within(patientLoop);
    const claims = [item.value as ClaimLoop];
    return patient ? { ...subscriber, claims: [], patients: [{ ...patient, claims }] } : { ...subscriber, claims };
  });
  return { ...(first.within(claim837p) as Claim837P), billingProviders: [{ ...provider, subscribers }] };
}

function remittanceOf(first: Item, repeated: Repeated): object {
  const claims = repeated((item) => item.value as ClaimPaymentLoop);
  return { ...first.within(remittance835), headers: [{ ...first.within(remittanceHeaderLoop), claims }] };
}
