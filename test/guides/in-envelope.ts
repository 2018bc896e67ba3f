import type { Guide } from '../../shared/x12/index.ts';

/** One transaction set in a whole interchange, its counts right; segments are the lines of `body`, `~` left out. */
export function inEnvelope({ set, functionalId, version }: Guide, body: string): string {
  const segments = body.split('\n').flatMap((line) => line.trim() || []);
  return [
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*0815*^*00501*000000101*0*T*:',
    `GS*${functionalId}*SENDER*RECEIVER*20260302*0815*7*X*${version}`,
    `ST*${set}*0001*${version}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*7',
    'IEA*1*000000101',
    '',
  ].join('~\n');
}
