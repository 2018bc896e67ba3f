import type {
  Acknowledgement,
  ClaimReceipt,
  Finding,
  InterchangeReceipt,
  TransactionsReceipt,
} from '../../claims/index.ts';
import { type Acknowledgement999, acknowledgement999 } from '../../guides/acknowledgement-999.ts';
import { type ClaimAcknowledgement277, claimAcknowledgement277 } from '../../guides/claim-acknowledgement-277ca.ts';
import { type InterchangeAcknowledgement, readValues, type Transaction } from '../../x12/index.ts';
import { findingOfIssue } from '../issue-findings.ts';
import type { Loose } from '../loose.ts';
import { claimReceipts } from './claim-receipts.ts';
import { interchangeNote } from './codes/interchange-notes.ts';
import { transactionsReceipt } from './transactions-receipt.ts';

type Receipt = InterchangeReceipt | TransactionsReceipt | ClaimReceipt;

export interface ReadAcknowledgements {
  /** In the order of the file. */
  readonly acknowledgements: readonly Acknowledgement[];
  /** What is wrong with the file itself. An acknowledgement that could be read counts all the same. */
  readonly findings: readonly Finding[];
}

/** Reads what came back for a file of claims: TA1, 999 and 277CA, alone or in one file. */
export function readAcknowledgements(file: string | Uint8Array): ReadAcknowledgements {
  const { interchanges, issues } = readValues(file, [acknowledgement999, claimAcknowledgement277]);
  const acknowledgements = interchanges.flatMap((interchange) => [
    ...interchange.acknowledgements.map((each) => answering(interchange.header, interchangeReceipt(each))),
    ...interchange.groups.flatMap(({ header, transactions }) =>
      transactions.flatMap(receiptsOf).map((receipt) => answering(header, receipt)),
    ),
  ]);
  return { acknowledgements, findings: issues.map((issue) => findingOfIssue(issue)) };
}

function answering(
  envelope: { readonly sender: string; readonly receiver: string },
  receipt: Receipt,
): Acknowledgement {
  return { ...receipt, between: { submitterId: envelope.receiver, receiverId: envelope.sender } };
}

/** A value with issues may lack anything: what is read from it expects no more. */
function receiptsOf({ guide, value }: Transaction): readonly (TransactionsReceipt | ClaimReceipt)[] {
  if (value === undefined) return [];
  return guide === acknowledgement999
    ? [transactionsReceipt(value as Loose<Acknowledgement999>)]
    : claimReceipts(value as Loose<ClaimAcknowledgement277>);
}

function interchangeReceipt({ controlNumber, code, note }: InterchangeAcknowledgement): InterchangeReceipt {
  return {
    kind: 'interchange',
    controlNumber,
    // Accepted with errors is accepted: the errors were in the envelope and cost nothing.
    accepted: code !== 'R',
    code,
    note,
    message: interchangeNote(note),
  };
}
