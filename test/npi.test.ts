import { expect, test } from 'vitest';
import { isNpi } from '../shared/npi.ts';

test.each([
  ['1234567893', true],
  ['1245319599', true],
  ['1234567890', false],
  ['1234567839', false],
  ['3234567891', false],
  ['123456789', false],
  ['12345678930', false],
  ['', false],
])('%s: %s', (text, expected) => {
  expect(isNpi(text)).toBe(expected);
});
