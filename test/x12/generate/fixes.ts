import type { Guide } from '../../../shared/x12/index.ts';
import type { Fixes } from './repaired.ts';

/** What the rules of the guides ask and no table says, put right in a line or two each. */

interface Adjusted {
  readonly adjustments: readonly { readonly amount: number }[];
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function adjusted(segments: readonly Adjusted[]): number {
  return sum(segments, ({ adjustments }) => sum(adjustments, ({ amount }) => amount));
}

/** Ten digits whose last makes the sum right that NPIs are checked by. */
export function npi(seed: string): string {
  const digits = [...`1${seed.replace(/\D/g, '')}00000000`.slice(0, 9)].map(Number);
  const doubled = digits.map((digit, at) => (at % 2 === 0 ? ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0) : digit));
  return digits.join('') + String((10 - ((24 + sum(doubled, (digit) => digit)) % 10)) % 10);
}

const everywhere: Fixes = {
  NM1: (name) => {
    if (name.idQualifier === 'XX') name.id = npi(name.id);
  },
};

function otherSubscriber() {
  const name = { entity: 'IL', type: '1', last: 'DOE', idQualifier: 'MI', id: 'M1' };
  const payer = { entity: 'PR', type: '2', last: 'PLAN', idQualifier: 'PI', id: 'P1' };
  return {
    subscriber: { payerSequence: 'A', relationship: '18' },
    adjustments: [],
    coverage: { benefitsAssigned: 'Y', releaseOfInformation: 'Y' },
    subscriberName: { name },
    payer: { name: payer },
  };
}

const claims: Fixes = {
  ...everywhere,
  '2010BA': ({ name }) => {
    if (name.type === '1' && name.id === undefined) Object.assign(name, { idQualifier: 'MI', id: 'M123' });
  },
  '2000B': (level) => {
    const { subscriberName } = level;
    const isPatient = level.claims.length > 0 && level.patients.length === 0;
    if (isPatient) level.subscriber.relationship = '18';
    else delete level.subscriber.relationship;
    if (!isPatient) level.claims = [];
    else {
      subscriberName.address ??= { line1: '1 MAIN ST' };
      subscriberName.city ??= { city: 'AUSTIN', state: 'TX', postalCode: '78701' };
      subscriberName.demographics ??= { dateFormat: 'D8', birthDate: '19800101', gender: 'F' };
    }
  },
  '2300': (claim) => {
    const { diagnoses, otherSubscribers, serviceLines } = claim;
    for (const other of diagnoses.others) other.qualifier = diagnoses.principal.qualifier.replace('BK', 'BF');
    claim.claim.facility.claimFrequencyCode = claim.payerClaimControlNumber ? '7' : '1';
    if (!claim.accidentDate) delete claim.claim.relatedCauses;
    else if (claim.claim.relatedCauses) claim.claim.relatedCauses.state = 'TX';
    const lineOfOther = serviceLines.some((line: { adjudications: unknown[] }) => line.adjudications.length > 0);
    if (lineOfOther && otherSubscribers.length === 0) otherSubscribers.push(otherSubscriber());
    for (const [at, other] of otherSubscribers.entries()) {
      other.subscriber.payerSequence = 'ABCDEFGHST'.charAt(at);
      other.payer.name.id = `PAYER${at}`;
    }
    for (const [at, line] of serviceLines.entries()) {
      line.lineNumber.number = at + 1;
      const last = diagnoses.others.length + 1;
      const { diagnosisPointers } = line.service;
      diagnosisPointers.pointers = diagnosisPointers.pointers.map((_: number, index: number) => 1 + (index % last));
      line.adjudications = line.adjudications.slice(0, otherSubscribers.length);
      for (const [index, { adjudication, adjustments }] of line.adjudications.entries()) {
        adjudication.payer = `PAYER${index}`;
        adjudication.paid = line.service.charge - adjusted(adjustments);
      }
    }
    claim.claim.totalCharge = sum(serviceLines, (line: { service: { charge: number } }) => line.service.charge);
    for (const [at, { payerPaid, adjustments }] of otherSubscribers.entries()) {
      const adjudications = serviceLines.flatMap((line: { adjudications: unknown[] }) => line.adjudications[at] ?? []);
      const paid = sum(adjudications, (one: { adjudication: { paid: number } }) => one.adjudication.paid);
      const before = adjudications.length > 0 ? paid : claim.claim.totalCharge;
      if (payerPaid) payerPaid.amount = before - adjusted(adjustments);
    }
  },
};

const remittance: Fixes = {
  ...everywhere,
  '2110': ({ service, adjustments }) => {
    service.paid = service.charge - adjusted(adjustments);
  },
  '2100': ({ claim, adjustments, serviceLines }) => {
    claim.paid =
      claim.totalCharge -
      adjusted(adjustments) -
      sum(serviceLines, (line: { adjustments: Adjusted[] }) => adjusted(line.adjustments));
  },
  '835': ({ payment, trace, headers, providerAdjustments }) => {
    payment.method = payment.payerAccount && payment.payeeAccount ? 'ACH' : 'NON';
    if (payment.originator) trace.originator = payment.originator;
    const claimsPaid = sum(headers, (header: { claims: { claim: { paid: number } }[] }) =>
      sum(header.claims, ({ claim }) => claim.paid),
    );
    const net = claimsPaid - adjusted(providerAdjustments);
    payment.amount = Math.abs(net);
    payment.creditDebit = net < 0 ? 'D' : 'C';
  },
};

const acknowledgement: Fixes = {
  '999': ({ groupResult }) => {
    groupResult.accepted = groupResult.received;
  },
};

const inquiry: Fixes = {
  ...everywhere,
  '2000C': ({ subscriber, dependents }) => {
    if (dependents.length + subscriber.inquiries.length === 0)
      subscriber.inquiries.push({ inquiry: { serviceTypes: ['30'] } });
  },
};

const fixesBySet: Readonly<Record<string, Fixes>> = {
  '270': inquiry,
  '835': remittance,
  '837': claims,
  '999': acknowledgement,
};

export function fixesOf({ set }: Guide): Fixes {
  return fixesBySet[set] ?? everywhere;
}
