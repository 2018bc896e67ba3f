import { describe, expect, test } from 'vitest';
import { renderStatement } from '../../shared/documents/index.ts';
import {
  addressLines,
  dollars,
  inStandardLetters,
  longDate,
  phone,
  shortDate,
} from '../../shared/documents/printed.ts';
import { asCents } from '../../shared/money.ts';
import { exampleStatement } from '../accounts/example-account.ts';
import { printedText } from './printed-text.ts';

const statement = exampleStatement();
const bytesAsText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const pagesOf = (bytes: Uint8Array) => bytesAsText(bytes).match(/\/Type \/Page\n/g)?.length;
const services = (count: number) => ({
  ...statement,
  services: Array.from({ length: count }, () => statement.services).flat(),
});

const nothingOwed = { because: [], totals: { ...statement.totals, youOwe: asCents(0) } };
const replaces = { statementNumber: 'S-1000', statementDate: '2026-03-24' };

test('the same statement is the same bytes, another one is not', async () => {
  const bytes = await renderStatement(statement);
  expect(await renderStatement(exampleStatement())).toEqual(bytes);
  expect(await renderStatement({ ...statement, statementDate: '2026-04-03' })).not.toEqual(bytes);
});

test('it is a small tagged PDF in English that shows its title', async () => {
  const bytes = await renderStatement(statement);
  const text = bytesAsText(bytes);
  expect(text).toMatch(/^%PDF-1\.7/);
  for (const part of [
    '/Marked true',
    '/Lang (en-US)',
    '/DisplayDocTitle true',
    '/StructTreeRoot',
    '(D:20260402000000Z)',
  ]) {
    expect(text).toContain(part);
  }
  expect(bytes.length).toBeLessThan(30_000);
});

test.each([
  ['the example', statement, 1],
  ['four services', services(2), 1],
  ['forty services', services(20), 3],
  ['nothing owed', { ...statement, ...nothingOwed }, 1],
  ['something pending', { ...statement, totals: { ...statement.totals, pending: asCents(18050) } }, 1],
  ['no telephone or web page', { ...statement, practice: { name: 'P', address: statement.practice.address } }, 1],
  ['no address of the patient', { ...statement, addressee: { name: 'Maria Santos' } }, 1],
])('%s', async (_what, given, pages) => {
  expect(pagesOf(await renderStatement(given))).toBe(pages);
});

describe('which statement of a claim holds', () => {
  const tell = 'If you have already paid on the earlier one, please tell us.';
  const replaced = 'This statement replaces statement S-1000 of March 24, 2026:';
  test.each<readonly [string, object, string]>([
    ['a later one', { replaces }, `${replaced} please pay only what this one asks for. ${tell}`],
    ['a later one of nothing', { replaces, ...nothingOwed }, `${replaced} you owe nothing any more. ${tell}`],
  ])('%s says it', async (_what, change, sentence) => {
    const text = printedText(await renderStatement({ ...statement, ...change }));
    expect(text.replaceAll('\n', ' ').replaceAll('  ', ' ')).toContain(sentence);
  });

  test('the first one replaces none', async () => {
    expect(printedText(await renderStatement(statement))).not.toContain('replaces');
  });
});

describe('what is printed', () => {
  test.each([
    [dollars(asCents(0)), '$0.00'],
    [dollars(asCents(123456789)), '$1,234,567.89'],
    [dollars(asCents(-12345)), '-$123.45'],
    [dollars(asCents(100000)), '$1,000.00'],
    [longDate('2026-03-02'), 'March 2, 2026'],
    [shortDate('2026-03-02'), '03/02/2026'],
    [phone('5185550100'), '(518) 555-0100'],
    [phone('+1 518 555 0100'), '+1 518 555 0100'],
    [inStandardLetters('Łukasz Nguyễn O’Brien é'), 'Lukasz Nguyen O’Brien é'],
    [inStandardLetters('李'), '?'],
  ])('%s', (printed, expected) => {
    expect(printed).toBe(expected);
  });

  test('an address with a second line, and addresses abroad', () => {
    const address = { address1: '1 Elm', address2: 'Apt 2', city: 'Troy', state: 'NY', postalCode: '121802211' };
    const canadian = { address1: '12 Queen St W', city: 'Toronto', state: 'ON', postalCode: 'M5V3L9', country: 'CA' };
    const german = { address1: 'Hauptstr 4', city: 'Berlin', state: '', postalCode: '10115', country: 'DE' };
    expect([address, canadian, german].map(addressLines)).toEqual([
      ['1 Elm', 'Apt 2', 'Troy, NY 12180-2211'],
      ['12 Queen St W', 'Toronto, ON M5V3L9', 'CANADA'],
      ['Hauptstr 4', 'Berlin, 10115', 'GERMANY'],
    ]);
  });
});
