import type { Stage } from '../../infra/stages.ts';
import type { Wired } from '../../infra/wiring.ts';
import { assumptions } from './assumptions.ts';
import type { Used } from './meter.ts';
import type { Usage } from './price-list.ts';

const { coldStartShare, coldStartMilliseconds, ownMilliseconds, logBytesACall, logCompression, tracedShare } =
  assumptions;
const daysAMonth = 30;

/** What a function used, with what its calls themselves use: time, its log, and what a new process asks for. */
export function withCalls({ usage, calls, waitedMilliseconds }: Used, wired: Wired, stage: Stage): Usage {
  const starts = calls * coldStartShare;
  const milliseconds = calls * ownMilliseconds + starts * coldStartMilliseconds + waitedMilliseconds;
  const logBytes = (usage.logBytes ?? 0) + calls * logBytesACall;
  // A task is a part of its execution's trace.
  const isTask = wired.triggers.some(({ is }) => is === 'task');
  return {
    ...usage,
    calls,
    gigabyteSeconds: ((wired.memoryMegabytes / 1024) * milliseconds) / 1000,
    logBytes,
    logByteMonths: (logBytes * logCompression * stage.logRetentionDays) / daysAMonth,
    traces: (usage.traces ?? 0) + (isTask ? 0 : calls * tracedShare),
    // A new process reads the secret for ids, and the key of the secret and of the table with it.
    secretReads: starts,
    keyRequests: (usage.keyRequests ?? 0) + starts * 2,
  };
}
