import type { BillingProvider, Claim, Finding } from '../../claims/index.ts';
import {
  billingProviderLoop,
  claim837p,
  claimLoop,
  patientLoop,
  subscriberLoop,
} from '../../guides/claim-837p/index.ts';
import { failed } from '../../result.ts';
import { decodeText, encodeText, type Issue, type Item, readItems } from '../../x12/index.ts';
import { delimiterFaults } from '../delimiter-faults.ts';
import { findingWithoutLine } from '../issue-findings.ts';
import { findingsOfClaim } from './claim-findings.ts';
import { doubtsLeft } from './doubts-left.ts';
import { claimsNotIn, doubtsInOrder, isEachRead, surveySegments } from './lost-segments.ts';
import { payersLeft } from './payers-left.ts';
import { billingProviderOf, claimFrom837 } from './project-claim.ts';
import type { SourceClaim837 } from './source-claim.ts';

/** Where in an upload a claim stands. Ordinals count from 1: interchanges in the file, groups in theirs, and so on. */
export interface ClaimPlace {
  readonly interchange: number;
  readonly group: number;
  readonly transaction: number;
  /** Among all claims of the file. */
  readonly claimOrdinal: number;
  /** Of the file, as a text editor counts. */
  readonly line: number;
}

/**
 * What an upload holds: a claim that is taken (findings of severity error hold it for correction), a claim that can't
 * be, a CLM that stands where no claim may or in which the file ends, or something wrong around the claims, such as an
 * envelope that is cut off.
 */
export type UploadEntry =
  | {
      readonly kind: 'claim';
      readonly place: ClaimPlace;
      readonly source: SourceClaim837;
      readonly claim: Claim;
      readonly findings: readonly Finding[];
      /** How many other payers of the claim have their turn after this one. */
      readonly payersLeft: number;
    }
  | {
      readonly kind: 'refused-claim';
      readonly place: ClaimPlace;
      readonly billingProvider: BillingProvider;
      /** CLM01, where it has one. */
      readonly sourceId: string | undefined;
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: 'lost-claim';
      readonly line: number;
      readonly sourceId: string | undefined;
      readonly finding: Finding;
    }
  | { readonly kind: 'problem'; readonly line: number; readonly finding: Finding };

/** A claim and what it came with are stored as one item, of at most 400 KB with its keys. */
const mostBytes = 380_000;

const tooLarge: Finding = {
  code: 'claim-too-large',
  severity: 'error',
  message: 'The claim says more than can be kept of one claim (380 KB): send it with fewer lines or certificates.',
};

const unplaced: Finding = {
  code: 'claim-unplaced',
  severity: 'error',
  message:
    'The claim (CLM) stands where none can be read: its patient or subscriber, or the segment that opens their level (HL), is missing or wrong before it. Nothing of it was taken: send it again below them.',
};

const cutOff: Finding = {
  code: 'claim-cut-off',
  severity: 'error',
  message: 'The file ends in the midst of the claim (CLM). Nothing of it was taken: send the whole file again.',
};

/**
 * Reads an 837P claim by claim, in two passes: that segments were lost shows after the claims that it puts in doubt (and in one more
 * where it seems so: they may have run together). Claims without a place come after the others, and what is wrong around the claims last. Where an ISA declares another separator
 * than all of its claims use, they are read by that one.
 */
export async function* readUpload837P(file: string | Uint8Array): AsyncGenerator<UploadEntry, void, undefined> {
  const text = typeof file === 'string' ? file : decodeText(file);
  const { issues: wrongDelimiters, mended } = delimiterFaults(text);
  const bytes = wrongDelimiters.length === 0 && typeof file !== 'string' ? file : encodeText(mended);
  const { claims, doubts } = surveySegments(bytes);
  const doubtsAt = doubtsInOrder(await doubtsLeft(bytes, doubts));
  const read: number[] = [];
  const items = readItems(bytes, [claim837p]);
  for (let claimOrdinal = 1; ; claimOrdinal++) {
    const { done, value } = await items.next();
    if (done) {
      // A file of another guide alone is not read at all: its problems say so.
      if (!isEachRead(claims, read) && !isOfOtherGuides(value.issues, claimOrdinal - 1)) {
        for (const { line, sourceId, isCutOff } of claimsNotIn(bytes, new Set(read)))
          yield { kind: 'lost-claim', line, sourceId, finding: isCutOff ? cutOff : unplaced };
      }
      for (const { line = 1, message } of wrongDelimiters) {
        yield { kind: 'problem', line, finding: { code: 'x12-delimiter-wrong', severity: 'error', message } };
      }
      for (const issue of value.issues) {
        yield { kind: 'problem', line: issue.place.line, finding: findingWithoutLine(inPlainWords(issue)) };
      }
      return;
    }
    if (value.place.segmentId === 'CLM') read.push(value.place.offset);
    yield readClaim(value, claimOrdinal, doubtsAt(value.place.offset));
  }
}

function isOfOtherGuides(issues: readonly Issue[], claimsRead: number): boolean {
  return claimsRead === 0 && issues.some(isOfOtherGuide);
}

function isOfOtherGuide({ code, place: { segmentId, element } }: Issue): boolean {
  return code === 'version-unknown' || (segmentId === 'ST' && element === 1);
}

/** Of a guide that is not read here it says what is. */
function inPlainWords(issue: Issue): Issue {
  const what = { ST: 'transaction set', GS: 'group' }[issue.place.segmentId ?? ''];
  if (!isOfOtherGuide(issue) || what === undefined) return issue;
  const message = `Only professional claims (837P, 005010X222A1) are taken here: this ${what} says it is of another guide or version, such as institutional claims (837I).`;
  return { ...issue, message };
}

function readClaim(item: Item, claimOrdinal: number, doubts: readonly Finding[]): UploadEntry {
  const { interchange = 0, group = 0, transaction = 0, line } = item.place;
  const place = { interchange, group, transaction, claimOrdinal, line };
  const source = sourceOf(item);
  const findings = [...doubts, ...findingsOfClaim(item)];
  const claim = Buffer.byteLength(JSON.stringify(source)) > mostBytes ? failed([tooLarge]) : claimFrom837(source);
  if (claim.ok) return { kind: 'claim', place, source, claim: claim.value, findings, payersLeft: payersLeft(source) };
  const sourceId = source.claim.claim?.patientControlNumber || undefined;
  const billingProvider = billingProviderOf(source);
  return { kind: 'refused-claim', place, billingProvider, sourceId, findings: [...claim.problem, ...findings] };
}

function sourceOf(item: Item): SourceClaim837 {
  // Required parts of a loop with issues may be missing: the source's types say so.
  const { level: _1, subscribers: _2, ...billingProvider } = item.within(billingProviderLoop) ?? {};
  const { level: _3, claims: _4, patients: _5, ...subscriber } = item.within(subscriberLoop) ?? {};
  const patientParts = item.within(patientLoop);
  const { level: _6, claims: _7, ...patient } = patientParts ?? {};
  return withoutSpacesAround({
    transactionType: item.within(claim837p)?.transaction?.type ?? 'CH',
    billingProvider,
    subscriber,
    ...(patientParts && { patient }),
    claim: item.within(claimLoop) ?? {},
  });
}

/** Spaces before and after a text mean nothing, and no payer wants them. */
function withoutSpacesAround<Value>(value: Value): Value {
  if (typeof value === 'string') return value.trim() as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSpacesAround) as Value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutSpacesAround(part)])) as Value;
}
