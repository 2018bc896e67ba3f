import { type Guide, type Issue, readFile } from '../../shared/x12/index.ts';
import { inEnvelope } from './in-envelope.ts';

/** A segment of the example, from its start, and what stands there instead: nothing, one segment or several. */
export type Change = readonly [segment: string, ...instead: string[]];

/** The example with its first segment of that beginning changed. */
export function changed(body: string, ...changes: Change[]): string {
  return changes.reduce((text, [segment, ...instead]) => {
    const lines = text.split('\n').map((line) => line.trim());
    const at = lines.findIndex((line) => line.startsWith(segment));
    if (at < 0) throw new Error(`the example has no segment ${segment}`);
    return lines.toSpliced(at, 1, ...instead).join('\n');
  }, body);
}

export function issuesOf(guide: Guide, body: string): Issue[] {
  return readFile(inEnvelope(guide, body), [guide]).issues;
}

/** The place of an issue as people say it: `2300/CLM05-1`, `2330B/NM1`. */
export function pointed({ code, place: { loop, segmentId, element, component } }: Issue): string {
  const inSegment = element === undefined ? '' : String(element).padStart(2, '0');
  return `${code} at ${[loop, segmentId].filter(Boolean).join('/')}${inSegment}${component === undefined ? '' : `-${component}`}`;
}
