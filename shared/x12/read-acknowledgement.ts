import type { Interchange, InterchangeAcknowledgement } from './envelope.ts';
import type { EnvelopeReport } from './envelope-report.ts';
import { TA1 } from './envelope-segments.ts';
import { remember } from './memory.ts';
import type { Envelope } from './places.ts';
import type { Token } from './tokenizer.ts';

/** Reads a TA1. It speaks of another interchange: what is wrong with it is no fault of a group, even where it stands in one. */
export function readAcknowledgement(
  token: Token,
  elements: readonly string[],
  { issues, acknowledgements, delimiters }: Interchange,
  envelope: Envelope,
  report: EnvelopeReport,
  isBehindGroup: boolean,
): void {
  if (isBehindGroup) {
    report.fault(issues, 'segment-unexpected', 'A TA1 segment must stand before all groups.', token, envelope, 'TA1');
  }
  const read = report.read(TA1, elements, issues, token, envelope, delimiters);
  const acknowledgement: InterchangeAcknowledgement = {
    ...{ controlNumber: '', date: '', time: '', code: 'R', note: '' },
    ...read,
  };
  remember(acknowledgement, token);
  acknowledgements.push(acknowledgement);
}
