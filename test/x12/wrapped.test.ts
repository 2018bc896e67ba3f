import { expect, test } from 'vitest';
import { findIssues, readFile } from '../../shared/x12/index.ts';
import { inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

const unbroken = inEnvelope(smallClaims, '~');

/** The file with a line end after each so many characters. */
const wrapped = (text: string, width: number, end: string) =>
  text.replace(new RegExp(`[^\r\n]{${width}}`, 'g'), `$&${end}`);

test.each([
  ['80 characters', wrapped(unbroken, 80, '\n'), 80],
  ['80 characters, as on Windows', wrapped(unbroken, 80, '\r\n'), 80],
  ['72 characters', wrapped(unbroken, 72, '\n'), 72],
  ['80 characters, its ISA alone', wrapped(unbroken.slice(0, 106), 80, '\n'), 80],
])('a file that is wrapped after %s is one issue, with what mends it', (_, text, width) => {
  const { issues, interchanges } = readFile(text, [smallGuide]);
  expect(interchanges).toEqual([]);
  expect(issues).toEqual([
    {
      code: 'not-x12',
      level: 'syntax',
      place: { line: 1, offset: 0 },
      message: `A line ends after every ${width} characters, in the midst of segments: take all line ends out of the file.`,
    },
  ]);
  expect(findIssues(text, [smallGuide])).toEqual(issues);
});

test.each([
  ['has no line ends', unbroken],
  ['has one segment a line', smallFile],
  ['is wrapped so that no ISA is cut', wrapped(unbroken, 106, '\n').replace(/(?<=\n.*)\n/gs, '')],
])('a file that %s is read', (_, text) => {
  expect(readFile(text, [smallGuide]).issues).toEqual([]);
});

test.each([
  ['a break in its ISA alone', `${unbroken.slice(0, 80)}\n${unbroken.slice(80)}`],
  [
    'breaks in its ISA, each where it may be',
    `${unbroken.slice(0, 30)}\n${unbroken.slice(30, 80)}\n${unbroken.slice(80)}`,
  ],
])('a file with %s is not said to be wrapped', (_, text) => {
  for (const { message } of readFile(text, [smallGuide]).issues) expect(message).not.toMatch(/after every/);
});
