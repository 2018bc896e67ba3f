import type { SyntaxReason, TransactionReceipt, TransactionsReceipt } from '../../claims/index.ts';
import type { Acknowledgement999, SegmentError, TransactionAcknowledgement } from '../../guides/acknowledgement-999.ts';
import type { Loose } from '../loose.ts';
import { elementErrors, groupErrors, segmentErrors, transactionErrors } from './codes/syntax-errors.ts';

/** A: accepted. E: accepted although there are errors. P: a group of which a part was accepted. */
const accepting = ['A', 'E', 'P'];

/** One 999: what became of each transaction set of a functional group. */
export function transactionsReceipt(value: Loose<Acknowledgement999>): TransactionsReceipt {
  const { group, transactions = [], groupResult } = value;
  const accepted = accepting.includes(groupResult?.code ?? '');
  return {
    kind: 'transactions',
    groupControlNumber: group?.controlNumber ?? '',
    accepted,
    reasons: (groupResult?.errors ?? []).map((code) => ({ message: says(groupErrors, code) })),
    transactions: transactions.map((transaction) => transactionReceipt(transaction, accepted)),
  };
}

function transactionReceipt(
  { set, segmentErrors: segments = [], result }: Loose<TransactionAcknowledgement>,
  groupAccepted: boolean,
): TransactionReceipt {
  const reasons = segments.flatMap(reasonsOf);
  const ofAll = (result?.errors ?? []).map((code) => ({ message: says(transactionErrors, code) }));
  return {
    controlNumber: set?.controlNumber ?? '',
    accepted: groupAccepted && accepting.includes(result?.code ?? ''),
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
