import { claimOfIdentity } from '../repositories/index.ts';
import { isChunkLine, standingRecords } from './chunks.ts';
import { receivedFile } from './received-file.ts';
import type { Services } from './services.ts';

/** Execution names carry the generation: starting the same one again starts nothing. */
export function executionName(claimId: string, generation: number): string {
  return `${claimId}-${generation}`;
}

/** Starts the workflow of each claim that this chunk has opened. After all chunks, so that none is scrubbed alone. */
export async function startClaims(services: Services, fileId: string, chunkKey: string): Promise<void> {
  const file = await receivedFile(services, fileId);
  const lines = (await standingRecords(services, file, chunkKey)).filter(isChunkLine);
  await Promise.all(
    lines.map(async ({ identity, practice: { practiceId } }) => {
      const holder = await claimOfIdentity(services.items, { practiceId }, identity);
      // Whatever its place in the file was when it was opened.
      if (holder?.fileId !== fileId) return;
      const { claimId } = holder;
      const input = { practiceId, claimId, generation: 1 };
      await services.workflows.start('claim', executionName(claimId, 1), input);
    }),
  );
}
