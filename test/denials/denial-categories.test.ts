import { expect, test } from 'vitest';
import {
  type DenialCategory,
  type DeniedAmount,
  denialAdvice,
  denialCategories,
  denialCategoryOf,
  denialRoutes,
} from '../../shared/denials/index.ts';
import { asCents } from '../../shared/money.ts';
import { queueNames } from '../../shared/ports/index.ts';

/** `16 M62 100`: CARC, remark codes, and the amount in dollars. */
function denied(text: string): DeniedAmount {
  const [reasonCode = '', ...rest] = text.split(' ');
  return { reasonCode, remarkCodes: rest.slice(0, -1), amount: asCents(Number(rest.at(-1)) * 100) };
}

const rows: readonly (readonly [denied: string, DenialCategory])[] = [
  ['197 100', 'authorization'],
  ['29 100', 'timely-filing'],
  ['18 100', 'duplicate'],
  ['50 100', 'medical-necessity'],
  ['27 100', 'coverage'],
  ['119 100', 'benefit-limit'],
  ['170 100', 'other'],
  ['16 100', 'coding'],
  // A remark beside the reason says more than the reason.
  ['16 M62 100', 'authorization'],
  ['16 N264 MA27 100', 'coverage'],
  ['16 N264 100', 'coding'],
  ['96 100', 'coverage'],
  ['96 N362 100', 'benefit-limit'],
  ['A1 100', 'other'],
  ['A1 N54 100', 'authorization'],
  // Nobody has listed it; or the payer gave no reason.
  ['9999 100', 'other'],
  ['constructor 100', 'other'],
  [' 100', 'other'],
  // Of several the one with most money, by category and whatever the order.
  ['29 100, 197 60, 18 99', 'timely-filing'],
  ['197 60, 29 100', 'timely-filing'],
  ['29 100, 197 60, 198 60', 'authorization'],
  ['18 100, 29 100', 'timely-filing'],
  ['29 100, 18 100', 'timely-filing'],
  ['27 -50, 18 50', 'duplicate'],
];

test.each(rows)('%s is %s', (text, category) => {
  expect(denialCategoryOf(text.split(', ').map(denied))).toBe(category);
});

test.each<[string, RegExp]>([
  ['29 1', /^: it came after the time to file\. .*appeal with it/],
  ['133 1', /^: the payer has not decided yet\. Wait for its decision.*do not send the claim again\.$/],
  ['16 N264 MA27 MA130 1', /^: name or member id is not .* By MA130 it was not processed.*as a new claim\.$/],
  ['9999 1', /^\. Read the remark codes/],
])('%s is advised on', (text, advice) => {
  expect(denialAdvice(denied(text))).toMatch(advice);
});

test('nothing denied is other', () => {
  expect(denialCategoryOf([])).toBe('other');
});

test('each category has a queue, and each queue of denials a category', () => {
  const queues = queueNames.filter((name) => name.startsWith('denial-'));
  expect(queues).toEqual(Object.keys(denialCategories).map((category) => `denial-${category}`));
});

test('each category has reasons, and each reason one category', () => {
  const reasons = denialRoutes.map(({ reasonCode, remarkCode }) => [reasonCode, remarkCode].join(' '));
  expect(new Set(reasons).size).toBe(reasons.length);
  expect(new Set(denialRoutes.map(({ category }) => category))).toEqual(new Set(Object.keys(denialCategories)));
});

// What practices meet, behavioral health included.
test.each(
  `119 197 198 204 242 170 185 B7 15 16 18 22 26 27 29 31 32 33 35 49 50 55 96 97 109 110 129 146 147 150 151 167 181 182
  199 226 227 231 234 236 251 252 A1 B9 B16`.split(/\s+/),
)('CARC %s is listed', (code) => {
  expect(denialRoutes.some(({ reasonCode, remarkCode }) => reasonCode === code && remarkCode === undefined)).toBe(true);
});
