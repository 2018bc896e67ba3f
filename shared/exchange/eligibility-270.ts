import {
  type BillingProvider,
  type Claim,
  type Dependent,
  type Person,
  patientOf,
  type Subscriber,
} from '../claims/index.ts';
import { eligibilityInquiry270 } from '../guides/eligibility-270.ts';
import { inCapitals, treeInX12Characters } from './characters.ts';
import { demographics as demographicsOfClaim, personName, providerLoop } from './claim-837p/party-loops.ts';
import { x12Date, x12Time } from './dates.ts';
import { type Sending, transactionControlNumber, writeInterchange } from './envelope.ts';

/** What a payer is told of a claim when it is asked about coverage. */
export type AskedClaim = Pick<Claim, 'billingProvider' | 'payer' | 'subscriber' | 'dependent'>;

export interface EligibilityInquiry extends Sending {
  readonly claim: AskedClaim;
  /** ISO date. */
  readonly serviceDate: string;
  /** Ours; the answer gives it back. */
  readonly traceNumber: string;
}

/**
 * Asks the claim's payer whether the patient was covered on the day of service. Undefined when the claim does not say
 * who asks whom about whom, or when, or says it in characters that X12 lacks: nobody could answer.
 */
export function writeEligibilityInquiry(inquiry: EligibilityInquiry): string | undefined {
  const { claim, serviceDate, traceNumber, at, tradingPartners } = inquiry;
  const { payer, billingProvider } = claim;
  const asker = askerOf(billingProvider);
  const needed = [payer.payerId, payer.name, asker.last, asker.id, patientOf(claim).lastName, x12Date(serviceDate)];
  if (!needed.every(Boolean)) return undefined;
  // TRN03 identifies the asker in ten characters, a 9 before what the asker calls itself.
  const originator = `9${tradingPartners.submitter.id}`.slice(0, 10).padEnd(10, '0');
  const subscriber = patientLevels(claim, {
    traces: [{ type: '1', number: traceNumber, originator }],
    asked: {
      dates: [{ qualifier: '291', format: 'D8', date: x12Date(serviceDate) }],
      // Service type 30: coverage of the health benefit plan, without asking for any one kind of care.
      inquiries: [{ inquiry: { serviceTypes: ['30'] } }],
    },
  });
  const payerName = { entity: 'PR', type: '2', last: inCapitals(payer.name), idQualifier: 'PI', id: payer.payerId };
  const receiver = { level: { level: '21' }, receiver: { name: asker }, subscribers: [subscriber] };
  const value = {
    transaction: { structure: '0022', purpose: '13', reference: traceNumber, date: x12Date(at), time: x12Time(at) },
    sources: [{ level: { level: '20' }, source: { name: payerName }, receivers: [receiver] }],
  };
  const { tree, changed } = treeInX12Characters(value);
  if (changed.some(({ unsendable }) => unsendable.length > 0)) return undefined;
  const transaction = { controlNumber: transactionControlNumber(1), value: tree };
  return writeInterchange(inquiry, eligibilityInquiry270, [transaction]);
}

/** By NPI, and by tax id where there is none. */
function askerOf(provider: BillingProvider) {
  const { name } = providerLoop(undefined, '1P', provider);
  return provider.npi ? name : { ...name, idQualifier: 'FI', id: provider.taxId.replaceAll('-', '') };
}

interface Question {
  readonly traces: readonly object[];
  readonly asked: object;
}

/** The subscriber, and under it the dependent when that is the patient: whoever is the patient is asked about. */
function patientLevels({ subscriber, dependent }: AskedClaim, question: Question) {
  const level = { level: { level: '22' }, subscriber: insuredOf(subscriber) };
  return dependent
    ? { ...level, dependents: [dependentLevel(dependent, question)] }
    : { ...level, traces: question.traces, subscriber: { ...level.subscriber, ...question.asked } };
}

function insuredOf(subscriber: Subscriber) {
  const id = subscriber.memberId.trim();
  return {
    name: { entity: 'IL', type: '1', ...personName(subscriber), idQualifier: id && 'MI', id },
    demographics: demographics(subscriber),
  };
}

/** A gender that is not known is left out: the 270 has no code for it. */
function demographics(person: Person) {
  const known = demographicsOfClaim(person);
  if (known?.gender !== 'U') return known;
  const { gender: _, ...others } = known;
  return others;
}

function dependentLevel(dependent: Dependent, { traces, asked }: Question) {
  const name = { entity: '03', type: '1', ...personName(dependent) };
  return {
    level: { level: '23' },
    traces,
    dependent: { name, demographics: demographics(dependent), ...asked },
  };
}
