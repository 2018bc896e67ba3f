import { readUpload837P, type UploadEntry } from '../../shared/exchange/index.ts';

/** Who sends to whom in these tests, and when. */
export const sending = {
  tradingPartners: {
    submitter: { id: 'CLAIMWRIGHT', name: 'Claimwright', phoneNumber: '(800) 555-0100' },
    receiver: { id: 'CLEARINGHOUSE', name: 'Clearing House' },
    usage: 'T',
  },
  controlNumber: 907,
  at: '2026-11-23T11:47:05Z',
} as const;

/** Our number of the nth claim. */
export function pcn(ordinal: number): string {
  return `CLAIMAAAAAAAAAA${String(ordinal).padStart(2, '0')}`;
}

/** Everything that an upload holds. */
export async function entriesOf(file: string | Uint8Array): Promise<UploadEntry[]> {
  const entries: UploadEntry[] = [];
  for await (const entry of readUpload837P(file)) entries.push(entry);
  return entries;
}
