import type { Finding } from '../../claims/index.ts';
import { claim837p } from '../../guides/claim-837p/index.ts';
import { failed, ok, type Result } from '../../result.ts';
import { x12Date, x12Time } from '../dates.ts';
import {
  interchangeControlNumber,
  type Sending,
  submitterAndReceiver,
  transactionControlNumber,
  writeInterchange,
} from '../envelope.ts';
import { groupClaims, inPartsOf } from './group-claims.ts';
import { type OutgoingClaim, type OutgoingTree, outgoingTree } from './outgoing-claim.ts';
import type { SourceClaim837 } from './source-claim.ts';

export interface ClaimsToWrite extends Sending {
  readonly claims: readonly OutgoingClaim[];
}

/** A file of claims, and which claims each transaction set of it holds: a 999 names transaction sets, not claims. */
export interface WrittenClaims {
  /** Empty when no claim could be written. */
  readonly text: string;
  readonly transactions: readonly {
    /** ST02. */
    readonly controlNumber: string;
    /** BHT03: a 277CA names it. */
    readonly batchReference: string;
    readonly patientControlNumbers: readonly string[];
  }[];
  /** Claims that lack what the guide can't do without, or hold what a file can't carry. They keep no other claim from being sent. */
  readonly leftOut: readonly { readonly patientControlNumber: string; readonly finding: Finding }[];
}

/** The most that the guide allows in one transaction set. */
const claimsPerTransaction = 5000;

/** The 837P file of these claims. The same claims, numbers and time give the same bytes. */
export function writeClaims837P({ claims, ...file }: ClaimsToWrite): WrittenClaims {
  return writeOutgoing837P(file, claims.map(outgoingTree));
}

/** `writeClaims837P`, of claims that are trees already. */
export function writeOutgoing837P(file: Sending, claims: readonly OutgoingTree[]): WrittenClaims {
  const outgoing = claims.map(({ tree, findings }) => ({
    tree,
    errors: findings.filter(({ severity }) => severity === 'error'),
  }));
  const unsendable = outgoing.flatMap(({ tree, errors }) =>
    errors.map((finding) => ({ patientControlNumber: numberOf(tree), finding })),
  );
  const trees = outgoing.filter(({ errors }) => errors.length === 0).map(({ tree }) => tree);
  const whole = attempt(() => writeTrees(file, trees));
  if (whole.ok) return { ...whole.value, leftOut: unsendable };
  // At least one claim can't be written: each is tried alone, so that the others go.
  const tried = trees.map((tree) => ({ tree, alone: attempt(() => writeTrees(file, [tree])) }));
  const written = writeTrees(
    file,
    tried.filter(({ alone }) => alone.ok).map(({ tree }) => tree),
  );
  const leftOut = tried.flatMap(({ tree, alone }) =>
    alone.ok ? [] : [{ patientControlNumber: numberOf(tree), finding: incomplete(alone.problem) }],
  );
  return { ...written, leftOut: [...unsendable, ...leftOut] };
}

function writeTrees(file: Sending, trees: readonly SourceClaim837[]): Omit<WrittenClaims, 'leftOut'> {
  const transactions = batchesOf(trees).map((batch, index) => {
    const controlNumber = transactionControlNumber(index + 1);
    const reference = batchReference(file, controlNumber);
    const transaction = {
      structure: '0019',
      purpose: '00',
      reference,
      date: x12Date(file.at),
      time: x12Time(file.at),
      type: batch.type,
    };
    const parties = submitterAndReceiver(file.tradingPartners);
    const value = { transaction, ...parties, billingProviders: groupClaims(batch.trees) };
    return { controlNumber, batchReference: reference, patientControlNumbers: batch.trees.map(numberOf), value };
  });
  return {
    text: transactions.length === 0 ? '' : writeInterchange(file, claim837p, transactions),
    transactions: transactions.map(({ value: _, ...index }) => index),
  };
}

function numberOf({ claim }: SourceClaim837): string {
  return claim.claim?.patientControlNumber ?? '';
}

/** The writer throws on a value that the guide does not allow, and names the place but never the data. */
function attempt<Value>(write: () => Value): Result<Value, string> {
  try {
    return ok(write());
  } catch (problem) {
    return failed(problem instanceof Error ? problem.message : 'cannot write the claim');
  }
}

function incomplete(reason: string): Finding {
  return { code: 'claim-incomplete', severity: 'error', message: `An 837 can't be made of this claim: ${reason}.` };
}

/** BHT03 of a transaction set of ours: its interchange's number and its own. */
function batchReference(file: Pick<Sending, 'controlNumber'>, transactionNumber: string): string {
  return `${interchangeControlNumber(file)}${transactionNumber}`;
}

/** The file and transaction set that a BHT03 of ours names. */
export function parseBatchReference(
  text: string,
): { controlNumber: number; transactionControlNumber: string } | undefined {
  const [, interchange, transactionControlNumber = ''] = /^(\d{9})(\d{4,9})$/.exec(text.trim()) ?? [];
  return interchange === undefined ? undefined : { controlNumber: Number(interchange), transactionControlNumber };
}

/** Charges and encounters that are only reported do not share a transaction set. */
function batchesOf(trees: readonly SourceClaim837[]): { type: string; trees: readonly SourceClaim837[] }[] {
  return [...Map.groupBy(trees, ({ transactionType }) => transactionType)].flatMap(([type, ofType]) =>
    inPartsOf(claimsPerTransaction, ofType).map((part) => ({ type, trees: part })),
  );
}
