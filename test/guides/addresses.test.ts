import { describe, expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { issuesOf, pointed } from './guide-faults.ts';
import { header } from './two-stays-837i.ts';

describe('an address', () => {
  test.each([
    ['in the United States, which it names', 'CHICAGO*IL*60614*US', ['rule-broken at 2010BA/N404']],
    ['in Canada, in two halves', 'TORONTO*ON*M5V 3L9*CA', ['rule-broken at 2010BA/N403']],
    ['in Canada, by its province', 'TORONTO*ON*M5V3L9', []],
    ['in Canada', 'TORONTO*ON*M5V3L9*CA', []],
    ['abroad, with a blank', 'LONDON**SW1A 1AA*GB', []],
  ])('%s', (_, city, expected) => {
    const body = header(['N4*CHICAGO*IL*60614', `N4*${city}`]);
    expect(issuesOf(claim837i, body).map(pointed)).toEqual(expected);
  });
});
