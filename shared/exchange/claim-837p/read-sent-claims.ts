import type { NamedPayer } from '../../claims/index.ts';
import { decodeText } from '../../x12/index.ts';

/** A claim in a file that we sent. Segments are counted as a 999 counts them: ST is 1. */
export interface SentClaim {
  readonly patientControlNumber: string;
  /** ST02. */
  readonly transactionControlNumber: string;
  /** BHT03. */
  readonly batchReference: string;
  /** NPI, or whatever else the file knows the billing provider by. */
  readonly providerIdentifier: string;
  /** 2010BB: the payer that it went to. */
  readonly payer: NamedPayer;
  /** The claim's own segments: from CLM to the last of its last line. */
  readonly firstSegment: number;
  readonly lastSegment: number;
  /** The segments around it that are its too: the header, its billing provider, its subscriber, its patient. */
  readonly around: readonly SegmentRange[];
}

interface SegmentRange {
  readonly first: number;
  readonly last: number;
}

/** Whether a segment of the claim's transaction set is the claim's, or of a loop that it stands in. */
export function isOfClaim({ firstSegment, lastSegment, around }: SentClaim, segment: number): boolean {
  return [{ first: firstSegment, last: lastSegment }, ...around].some(
    ({ first, last }) => segment >= first && segment <= last,
  );
}

/** One whose last segment is not known yet. */
type Counted<Range> = Omit<Range, 'last' | 'lastSegment'> & {
  -readonly [Last in keyof Range & ('last' | 'lastSegment')]: Range[Last];
};

/** HL03, and how many levels stand around it; the header is level 0. */
const depths: Readonly<Record<string, number>> = { '20': 1, '22': 2, '23': 3 };

/** Which claims stand where in a file of ours: `writeClaims837P` wrote it, so that it is taken as it should be. */
export function readSentClaims(file: Uint8Array | string): SentClaim[] {
  const text = typeof file === 'string' ? file : decodeText(file);
  const claims: SentClaim[] = [];
  let transactionControlNumber = '';
  let batchReference = '';
  let providerIdentifier = '';
  let payer: NamedPayer = { identifier: '', name: '' };
  /** The levels around, the outermost first; those that a claim has are not changed any more. */
  let around: Counted<SegmentRange>[] = [];
  let claim: Counted<SentClaim> | undefined;
  let ordinal = 0;
  for (const segment of text.split('~')) {
    const [id = '', ...elements] = segment.split('*');
    ordinal++;
    switch (id) {
      case 'ST':
        ordinal = 1;
        claim = undefined;
        transactionControlNumber = elements[1] ?? '';
        around = [{ first: 1, last: 1 }];
        break;
      case 'BHT':
        batchReference = elements[2] ?? '';
        break;
      case 'HL':
        claim = undefined;
        around = [...around.slice(0, depths[elements[2] ?? ''] ?? 1), { first: ordinal, last: ordinal }];
        break;
      case 'NM1':
        // Behind the CLM stand other payers (2330B).
        if (claim !== undefined) break;
        if (elements[0] === '85') providerIdentifier = elements[8] ?? '';
        if (elements[0] === 'PR') payer = { identifier: elements[8] ?? '', name: elements[2] ?? '' };
        break;
      case 'CLM': {
        const patientControlNumber = elements[0] ?? '';
        const stands = { firstSegment: ordinal, lastSegment: ordinal, around };
        const parties = { providerIdentifier, payer };
        claim = { patientControlNumber, transactionControlNumber, batchReference, ...parties, ...stands };
        claims.push(claim);
        break;
      }
      case 'SE':
        claim = undefined;
        around = [];
        break;
    }
    const level = around.at(-1);
    if (claim !== undefined) claim.lastSegment = ordinal;
    else if (level !== undefined) level.last = ordinal;
  }
  return claims;
}
