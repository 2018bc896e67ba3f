import { expect, test } from 'vitest';
import { sayReasons } from '../../shared/use-cases/say-reasons.ts';

const many = Array.from({ length: 10_000 }, (_, index) => index + 1);
const not = 'it names a claim that is not ours';
const at = (position: number) => `acknowledgement ${position}`;

test.each([
  ['one', [{ place: at(1), reason: not }], `acknowledgement 1: ${not}`],
  ['one without a place', [{ reason: 'The file is empty.' }], 'The file is empty.'],
  [
    'two, of which one is in two places',
    [
      { place: at(1), reason: not },
      { place: at(2), reason: 'it answers no file of ours' },
      { place: at(3), reason: not },
      { place: at(3), reason: not },
    ],
    `acknowledgement 1, acknowledgement 3: ${not}; acknowledgement 2: it answers no file of ours`,
  ],
  [
    'the same in many places',
    many.map((position) => ({ place: at(position), reason: not })),
    `acknowledgement 1, acknowledgement 2, acknowledgement 3 and 9997 more: ${not}`,
  ],
  ['one that is long', [{ reason: 'x'.repeat(500_000) }], `${'x'.repeat(2000)}…`],
  [
    'many that are long',
    many.map((position) => ({ place: at(position), reason: `${position}`.padEnd(3000, '.') })),
    expect.stringMatching(/^acknowledgement 1: 1[^;]*…; .*acknowledgement 3: 3[^;]*…; and 9997 more$/),
  ],
])('%s', (_what, reasons, said) => {
  expect(sayReasons(reasons)).toEqual(said);
});
