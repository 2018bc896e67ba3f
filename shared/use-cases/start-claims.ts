import { claimOfIdentity } from '../repositories/index.ts';
import { chunkLines } from './open-claims.ts';
import type { Services } from './services.ts';

/** Execution names carry the generation: starting the same one again starts nothing. */
export function executionName(claimId: string, generation: number): string {
  return `${claimId}-${generation}`;
}

/** Starts the workflow of each claim that this chunk has opened. After all chunks, so that none is scrubbed alone. */
export async function startClaims(services: Services, fileId: string, chunkKey: string): Promise<void> {
  const lines = await chunkLines(services, chunkKey);
  await Promise.all(
    lines.map(async ({ identity, ordinal, practice: { practiceId } }) => {
      const holder = await claimOfIdentity(services.items, { practiceId }, identity);
      if (holder?.fileId !== fileId || holder.ordinal !== ordinal) return;
      const { claimId } = holder;
      const input = { practiceId, claimId, generation: 1 };
      await services.workflows.start('claim', executionName(claimId, 1), input);
    }),
  );
}
