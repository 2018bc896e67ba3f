import type { Guide } from '../../../shared/x12/index.ts';
import { institutional, professional } from './claim-fixes.ts';
import { type Adjusted, adjusted, everywhere, sum } from './fixes-everywhere.ts';
import type { Fixes } from './repaired.ts';

/** What the rules of the guides ask and no table says, put right in a line or two each. */

/** What a payment says that goes from one account to another. */
const electronic = {
  format: 'CCP',
  payerBankQualifier: '01',
  payerBank: '111000025',
  payerAccountQualifier: 'DA',
  payerAccount: '1',
  originator: '1123456789',
  payeeBankQualifier: '01',
  payeeBank: '111000025',
  payeeAccountQualifier: 'DA',
  payeeAccount: '2',
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
    const claimsPaid = sum(headers, (header: { claims: { claim: { paid: number } }[] }) =>
      sum(header.claims, ({ claim }) => claim.paid),
    );
    const net = claimsPaid - adjusted(providerAdjustments);
    payment.amount = Math.abs(net);
    payment.creditDebit = net < 0 ? 'D' : 'C';
    for (const name of Object.keys(electronic)) delete payment[name];
    Object.assign(
      payment,
      net === 0 ? { handling: 'H', method: 'NON' } : { handling: 'I', method: 'ACH', ...electronic },
    );
    trace.originator = electronic.originator;
  },
};

const acknowledgement: Fixes = {
  IK3: (segment) => {
    segment.position ||= 1;
  },
  IK5: (result) => {
    result.errors = [...new Set(result.errors)];
  },
  '999': ({ transactions, groupResult }) => {
    const accepted = transactions.filter((one: { result: { code: string } }) => 'AE'.includes(one.result.code)).length;
    const { length } = transactions;
    const code = accepted === length ? 'A' : accepted > 0 ? 'P' : 'R';
    Object.assign(groupResult, { code, included: length, received: length, accepted });
  },
};

const inquiry: Fixes = {
  ...everywhere,
  '2100C': ({ name }) => {
    name.last ??= 'DOE';
  },
  '2100D': ({ name }) => {
    name.last ??= 'DOE';
  },
  '2000C': ({ subscriber, dependents }) => {
    if (dependents.length + subscriber.inquiries.length === 0)
      subscriber.inquiries.push({ inquiry: { serviceTypes: ['30'] } });
  },
};

const answer: Fixes = {
  ...everywhere,
  '2000A': ({ receivers, source, rejections }) => {
    if (receivers.length + source.rejections.length + rejections.length === 0)
      rejections.push({ valid: 'Y', reason: '42', followUp: 'R' });
  },
};

const status: Fixes = {
  ...everywhere,
  '2000B': (level) => {
    if (level.providers.length === 0)
      level.outcome ??= { trace: { type: '2', number: '1' }, statuses: [answered('41')] };
  },
  '2000C': (level) => {
    if (level.subscribers.length === 0)
      level.outcome ??= { trace: { type: '1', number: '1' }, statuses: [answered('1P')] };
  },
  '2000D': (level) => {
    if (level.claims.length + level.dependents.length === 0)
      level.claims.push({ trace: { type: '2', number: '1' }, statuses: [answered()], serviceLines: [] });
  },
};

function answered(entity?: string) {
  return { first: { category: 'F0', status: '1', ...(entity && { entity }) }, date: '20250601' };
}

const statusInquiry: Fixes = {
  ...everywhere,
  '2000D': (level) => {
    const serviceDate = { qualifier: '472', format: 'D8', date: '20250601' };
    if (level.claims.length + level.dependents.length === 0)
      level.claims.push({ trace: { type: '1', number: '1' }, serviceDate, serviceLines: [] });
    if (level.claims.length > 0) level.demographics ??= { dateFormat: 'D8', birthDate: '19800101' };
  },
};

const charge = 10_000;

/** All claims are rejected: the totals of a level are then those of its claims. */
// biome-ignore lint/suspicious/noExplicitAny: the statuses of three levels.
function rejected(statuses: any[], total: number): void {
  for (const status of statuses) {
    Object.assign(status, { action: 'U', charge: total });
    for (const one of [status.first, status.second, status.third]) if (one) one.category = 'A3';
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the outcome of two levels.
function totalled(outcome: any, claims: number, qualifier: string): void {
  if (!outcome) return;
  rejected(outcome.statuses, claims * charge);
  const { acceptedQuantity, acceptedAmount, rejectedQuantity, rejectedAmount } = outcome;
  if (!(acceptedQuantity ?? acceptedAmount ?? rejectedQuantity ?? rejectedAmount)) return;
  if (acceptedQuantity) acceptedQuantity.quantity = 0;
  if (acceptedAmount) acceptedAmount.amount = 0;
  outcome.rejectedQuantity = { qualifier, quantity: claims };
  outcome.rejectedAmount = { qualifier: 'YY', amount: claims * charge };
}

type Provider = { readonly patients: readonly { readonly claims: readonly object[] }[] };

const claimsOf = ({ patients }: Provider) => sum(patients, ({ claims }) => claims.length);

const claimAcknowledgement: Fixes = {
  ...everywhere,
  '2200D': ({ statuses }) => rejected(statuses, charge),
  '2000C': (provider) => totalled(provider.outcome, claimsOf(provider), 'QC'),
  '2000B': ({ outcome, providers }) => totalled(outcome, sum<Provider>(providers, claimsOf), 'AA'),
};

const fixesByGuide: Readonly<Record<string, Fixes>> = {
  'HS 005010X279A1': inquiry,
  'HB 005010X279A1': answer,
  'HP 005010X221A1': remittance,
  'HC 005010X222A1': professional,
  'HC 005010X223A2': institutional,
  'HR 005010X212': statusInquiry,
  'HN 005010X212': status,
  'HN 005010X214': claimAcknowledgement,
  'FA 005010X231A1': acknowledgement,
};

export function fixesOf({ functionalId, version }: Guide): Fixes {
  return fixesByGuide[`${functionalId} ${version}`] ?? everywhere;
}
