import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balances, journalEntry, transfer, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { asCents, formatMoney, parseMoney } from '../../shared/money.ts';

describe('money', () => {
  test.each([
    ['125', 12_500],
    ['125.5', 12_550],
    ['125.50', 12_550],
    ['125.500', 12_550],
    ['.5', 50],
    ['-0.50', -50],
    ['0', 0],
    ['-0', 0],
    ['125.505', undefined],
    ['', undefined],
    ['.', undefined],
    ['1e3', undefined],
    ['1,000', undefined],
    [' 1', undefined],
    ['99999999999999999', undefined],
  ])('%s is %s cents', (text, amount) => {
    expect(parseMoney(text)).toBe(amount);
  });

  test('what is printed is read again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(parseMoney(formatMoney(asCents(amount)))).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });

  test('half a cent is a bug', () => {
    expect(() => asCents(0.5)).toThrow(RangeError);
  });
});

describe('a journal entry', () => {
  test('that does not sum to zero is refused: there is no plug', () => {
    const postings = [
      { account: 'cash', amount: asCents(100) },
      { account: 'unapplied', amount: asCents(-99) },
    ] as const;
    expect(() => journalEntry('key', '2026-04-01', postings)).toThrow(/out of balance by 1 cents/);
  });

  test('keeps no postings of nothing', () => {
    expect(journalEntry('key', '2026-04-01', transfer(asCents(0), 'cash', 'unapplied')).postings).toEqual([]);
  });
});

test('billed is the sum of where the money stands, whatever was posted', () => {
  const claimSide = fc.constantFrom(
    'receivable:payer',
    'receivable:follow-up',
    'receivable:patient',
    'adjustments',
    'write-offs',
    'unapplied',
    'cash',
    'provider-adjustments',
    'revenue',
  );
  const entries = fc.array(fc.tuple(claimSide, claimSide, fc.integer({ min: -1_000_000, max: 1_000_000 })));
  fc.assert(
    fc.property(entries, (moves) => {
      const journal = moves.map(([from, to, amount], index) =>
        journalEntry(String(index), '2026-04-01', transfer(asCents(amount), from, to)),
      );
      const { billed, ...others } = whereTheMoneyStands(balances(journal));
      expect(Object.values(others).reduce((sum, amount) => sum + amount, 0)).toBe(billed);
    }),
  );
});
