import { expect, test } from 'vitest';
import { readFile, rewrite } from '../../shared/x12/index.ts';
import { everyGuide, written } from './every-guide.ts';
import { filledValue } from './filled-value.ts';

test.each(everyGuide.map((guide) => [guide.name, guide] as const))(
  '%s: every place in the guide is read as what was written there',
  (_, guide) => {
    const value = filledValue(guide);
    const text = written(guide, [value]);
    const reading = readFile(text, [guide]);
    expect(reading.issues.filter(({ code }) => code !== 'rule-broken')).toEqual([]);
    expect(rewrite(reading)).toBe(text);
    expect(reading.interchanges[0]?.groups[0]?.transactions[0]?.value).toMatchObject(value);
  },
);
