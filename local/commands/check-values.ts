import { closeSync, openSync, readSync } from 'node:fs';
import type { Divided, FileIssue } from '../../shared/exchange/check-file.ts';

/** What stands at the place of an issue, as text. */
export type ValueAt = (issue: FileIssue, divided: Divided | undefined) => string | undefined;

/** No element is so long; a segment without an end is cut. */
const looked = 4096;
const shown = 80;

/** Reads what stands at places of a file. Nothing is known of what was read from a pipe. */
export function valuesOf(path: string): { readonly valueAt: ValueAt; close(): void } {
  const file = path === '-' ? undefined : openSync(path, 'r');
  const buffer = Buffer.alloc(looked);
  return {
    valueAt({ offset, segmentId, element, component }, divided) {
      if (file === undefined || offset === undefined || segmentId === undefined || divided === undefined)
        return undefined;
      const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, looked, offset));
      const [segment = ''] = text.split(divided.segment, 1);
      // What is missing is reported where it was due: something else stands there.
      if (!segment.startsWith(segmentId)) return undefined;
      const whole = element === undefined ? segment : segment.split(divided.element)[element];
      const value = component === undefined ? whole : whole?.split(divided.component)[component - 1];
      return value === undefined ? undefined : value.length > shown ? `${value.slice(0, shown)}…` : value;
    },
    close: () => file !== undefined && closeSync(file),
  };
}
