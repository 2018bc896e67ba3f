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

interface Reader {
  transactionControlNumber: string;
  batchReference: string;
  providerIdentifier: string;
  around: SegmentRange[];
}

/** HL03, and how many levels stand around it; the header is level 0. */
const depths: Readonly<Record<string, number>> = { '20': 1, '22': 2, '23': 3 };

/** Which claims stand where in a file of ours: `writeClaims837P` wrote it, so that it is taken as it should be. */
export function readSentClaims(file: Uint8Array | string): SentClaim[] {
  const text = typeof file === 'string' ? file : decodeText(file);
  const claims: SentClaim[] = [];
  let now: Reader = { transactionControlNumber: '', batchReference: '', providerIdentifier: '', around: [] };
  let ordinal = 0;
  let isInClaim = false;
  for (const segment of text.split('~')) {
    const [id = '', ...elements] = segment.split('*');
    ordinal++;
    switch (id) {
      case 'ST':
        ordinal = 1;
        isInClaim = false;
        now = { ...now, transactionControlNumber: elements[1] ?? '', around: [{ first: 1, last: 1 }] };
        break;
      case 'BHT':
        now = { ...now, batchReference: elements[2] ?? '' };
        break;
      case 'HL':
        isInClaim = false;
        now = {
          ...now,
          around: [...now.around.slice(0, depths[elements[2] ?? ''] ?? 1), { first: ordinal, last: ordinal }],
        };
        break;
      case 'NM1':
        if (elements[0] === '85' && !isInClaim) now = { ...now, providerIdentifier: elements[8] ?? '' };
        break;
      case 'CLM':
        isInClaim = true;
        claims.push({
          ...now,
          patientControlNumber: elements[0] ?? '',
          firstSegment: ordinal,
          lastSegment: ordinal,
        });
        continue;
      case 'SE':
        isInClaim = false;
        continue;
    }
    if (isInClaim) {
      const claim = claims.pop();
      if (claim) claims.push({ ...claim, lastSegment: ordinal });
    } else {
      const level = now.around.at(-1);
      if (level) now = { ...now, around: [...now.around.slice(0, -1), { ...level, last: ordinal }] };
    }
  }
  return claims;
}
