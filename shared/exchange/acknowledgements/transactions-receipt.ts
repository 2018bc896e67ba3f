import type { SyntaxReason, TransactionReceipt, TransactionsReceipt } from '../../claims/index.ts';
import type { Acknowledgement999, SegmentError, TransactionAcknowledgement } from '../../guides/acknowledgement-999.ts';
import type { Loose } from '../loose.ts';
import { elementErrors, groupErrors, segmentErrors, transactionErrors } from './codes/syntax-errors.ts';

/** A: accepted. E: accepted although there are errors. P: a group of which a part was accepted. */
const accepting = ['A', 'E', 'P'];
/** R: rejected. M, W, X: rejected for its security. */
const rejecting = ['R', 'M', 'W', 'X'];

/** One 999: what became of each transaction set of a functional group. */
export function transactionsReceipt(value: Loose<Acknowledgement999>): TransactionsReceipt {
  const { group, transactions = [], groupResult } = value;
  const outcome = outcomeOf(groupResult?.code);
  return {
    kind: 'transactions',
    groupControlNumber: group?.controlNumber ?? '',
    isOfClaims: isOfClaims(value),
    outcome,
    reasons: (groupResult?.errors ?? []).map((code) => ({ message: says(groupErrors, code) })),
    transactions: transactions.map((transaction) => transactionReceipt(transaction, outcome)),
  };
}

function outcomeOf(code = ''): TransactionReceipt['outcome'] {
  if (rejecting.includes(code)) return 'rejected';
  return accepting.includes(code) ? 'accepted' : 'unsaid';
}

/** Our inquiries (270) are counted by numbers of their own. */
function isOfClaims({ group, transactions = [] }: Loose<Acknowledgement999>): boolean {
  const isVersionOfClaims = group?.version === undefined || group.version.startsWith('005010X222');
  return group?.functionalId === 'HC' && isVersionOfClaims && transactions.every(({ set }) => set?.set === '837');
}

function transactionReceipt(
  { set, segmentErrors: segments = [], result }: Loose<TransactionAcknowledgement>,
  ofGroup: TransactionReceipt['outcome'],
): TransactionReceipt {
  const reasons = segments.flatMap(reasonsOf);
  const ofAll = (result?.errors ?? []).map((code) => ({ message: says(transactionErrors, code) }));
  const own = outcomeOf(result?.code);
  return {
    controlNumber: set?.controlNumber ?? '',
    // What the group says covers its sets: one that was accepted counts once that is known of the group.
    outcome: ofGroup === 'accepted' || own === 'rejected' ? own : ofGroup,
    // "Segments are wrong" says nothing once they are named.
    reasons: reasons.length > 0 ? reasons : ofAll,
  };
}

function reasonsOf({ segment = {}, businessUnit, elementErrors: elements = [] }: Loose<SegmentError>): SyntaxReason[] {
  const unit = businessUnit?.context;
  const place = {
    ...(unit?.name === 'CLM01' && unit.reference && { patientControlNumber: unit.reference }),
    ...(segment.segmentId && { segmentId: segment.segmentId }),
    ...(segment.position !== undefined && { segment: segment.position }),
    ...(segment.loop && { loop: segment.loop }),
  };
  if (elements.length === 0) return [{ message: says(segmentErrors, segment.error), ...place }];
  return elements.map(({ element = {} }) => ({
    message: says(elementErrors, element.error),
    ...place,
    ...(element.at?.element !== undefined && { element: element.at.element }),
  }));
}

function says(words: Readonly<Record<string, string>>, code = ''): string {
  return words[code] ?? `The receiver gave the error code ${code}, which is none of the guide.`;
}
