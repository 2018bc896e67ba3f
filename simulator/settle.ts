import { acknowledgeClaims } from './answers/acknowledge-claims.ts';
import { acknowledgeFile } from './answers/acknowledge-file.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { runPayments } from './payment/run-payments.ts';
import type { Job, Outgoing } from './records.ts';
import { beginWork, type Work } from './work.ts';

async function nextJob({ store }: Context): Promise<{ key: string; job: Job } | undefined> {
  const [first] = await store.list(keys.dues, 1);
  return first && { key: first.key, job: first.value as unknown as Job };
}

/** Does a job, or a first part of it; whether it is done. */
async function work(context: Context, changes: Work, job: Job): Promise<'done' | 'more'> {
  switch (job.kind) {
    case 'acknowledge-file':
      await acknowledgeFile(changes, job);
      return 'done';
    case 'acknowledge-claims':
      await acknowledgeClaims(context, changes, job);
      return 'done';
    case 'pay':
      return runPayments(context, changes, job);
  }
}

/**
 * Does what is due, in the order in which it is due: whoever asks, however often and after however many crashes, the
 * same files come of it under the same numbers.
 */
export async function settle(context: Context, now: Date): Promise<void> {
  for (let next = await nextJob(context); next; next = await nextJob(context)) {
    if (next.job.due > now.toISOString()) return;
    const changes = beginWork(context.store);
    // Where another process did it meanwhile, the job is gone or the next one has its turn.
    if ((await work(context, changes, next.job)) === 'done') changes.delete(next.key);
    await changes.commit();
  }
}

/** When the next file will be there: one that is written, or one that is still to be. */
export async function nextDue(context: Context): Promise<Date | undefined> {
  const [outgoing] = await context.store.list(keys.allOutgoing, 1);
  const job = await nextJob(context);
  const { available } = (outgoing?.value ?? {}) as Partial<Outgoing>;
  const moments = [job?.job.due, available].filter((moment) => moment !== undefined);
  const [first] = moments.sort();
  return first === undefined ? undefined : new Date(first);
}
