import type { Json } from '../../../shared/ports/index.ts';
import { StateFailure } from './state-failure.ts';

/** Step Functions' own limits. */
const maxPayloadBytes = 256 * 1024;
export const maxEvents = 25_000;
export const maxExecutionSeconds = 365 * 24 * 60 * 60;
export const maxInlineConcurrency = 40;

export function fits(value: Json): boolean {
  const text = JSON.stringify(value);
  // A UTF-16 unit is at most three bytes of UTF-8.
  return text.length * 3 <= maxPayloadBytes || Buffer.byteLength(text) <= maxPayloadBytes;
}

/** States.DataLimitExceeded, in Step Functions' words. */
export function refuseOversize(value: Json, what: string): void {
  if (fits(value)) return;
  const says = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw new StateFailure('States.DataLimitExceeded', says);
}

const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}]/u;

export function isExecutionName(name: string): boolean {
  return name.length >= 1 && name.length <= 80 && !forbiddenInName.test(name);
}
