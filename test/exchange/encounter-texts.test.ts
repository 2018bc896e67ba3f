import { describe, expect, test } from 'vitest';
import { encounterLines, encounterList, unreadTextFinding } from '../../shared/exchange/encounter-texts.ts';

const one = '{"id": "A\\\\", "of": [{"}": "]"}]}';
const two = '{\n  "id": "É\\"{"\n}';
const list = `[\n${one},\n${two},\n${one}\n]\n`;

/** `3 at 4:37 whole` */
function inShort(text: string): string[] {
  return [...encounterList(text)].map(({ record, line, offset, read }) => {
    const place = line === undefined ? '' : ` at ${line}:${offset}`;
    return `${record}${place} ${read.ok ? 'whole' : read.problem.code}`;
  });
}

describe('a list', () => {
  test.each([
    ['that is whole', list, ['1 whole', '2 whole', '3 whole']],
    ['of one encounter that is no list', one, ['1 whole']],
    ['of nothing', '[]', []],
    ['cut in its first encounter', '[\n{"id', ['1 at 2:2 encounter-cut-off']],
    [
      'cut in its last encounter',
      list.slice(0, -5),
      ['1 at 2:2 whole', '2 at 3:37 whole', '3 at 6:58 encounter-cut-off'],
    ],
    ['cut within a text', list.slice(0, 50), ['1 at 2:2 whole', '2 at 3:37 encounter-cut-off']],
    ['cut behind an encounter', `[${one}`, ['1 at 1:1 whole', '2 at 1:34 list-cut-off']],
    ['cut behind a comma', `[${one},\n`, ['1 at 1:1 whole', '2 at 2:36 list-cut-off']],
    ['that has a byte order mark', `\uFEFF[${one}`, ['1 at 1:4 whole', '2 at 1:37 list-cut-off']],
    [
      'with an encounter that is no JSON',
      `[${one}, {"id": 1 2}, ${one}]`,
      ['1 at 1:1 whole', '2 at 1:36 not-json', '3 at 1:49 whole'],
    ],
    ['without a comma', `[${one} ${one}]`, ['1 at 1:1 whole', '2 at 1:35 list-broken']],
    ['with a comma too much', `[${one},]`, ['1 at 1:1 whole', '2 at 1:35 list-broken']],
    ['with something else in it', `[${one}, 7, ${one}`, ['1 at 1:1 whole', '2 at 1:36 list-broken']],
    ['and another', `[${one}]\n[${one}]`, ['1 at 1:1 whole', '2 at 2:36 list-broken']],
    [
      'with a quote too much',
      `[${one}, {"id": "A"B"}, ${one}]`,
      ['1 at 1:1 whole', '2 at 1:36 not-json', '3 at 1:75 list-broken'],
    ],
  ])('%s', (_what, text, found) => {
    expect(inShort(text)).toEqual(found);
  });

  test('wherever it is cut, what was whole before is read, and the rest is one fault', () => {
    const ends = [list.indexOf(one) + one.length, list.indexOf(two) + two.length, list.lastIndexOf(one) + one.length];
    for (let cut = list.indexOf('[') + 1; cut < list.trimEnd().length; cut++) {
      const found = [...encounterList(list.slice(0, cut))];
      const whole = ends.filter((end) => end <= cut).length;
      expect([cut, found.filter(({ read }) => read.ok).length, found.length]).toEqual([cut, whole, whole + 1]);
    }
  });

  test('of many quotes and backslashes takes time in proportion', () => {
    const text = `[{"id": "${'\\"'.repeat(1_000_000)}`;
    expect(inShort(text)).toEqual(['1 at 1:1 encounter-cut-off']);
  });
});

test('lines are encounters of their own', () => {
  const found = [...encounterLines(`\uFEFF${one}\n\n{"id": \n{}\n`)];
  expect(found.map(({ record, line, read }) => [record, line, read.ok])).toEqual([
    [1, 1, true],
    [2, 3, false],
    [3, 4, true],
  ]);
});

test('what is wrong is said without what the text says', () => {
  const messages = [...encounterLines('{"name": "SECRET" 1}'), ...encounterList('[{"name": "SECRET')].map(({ read }) =>
    read.ok ? '' : unreadTextFinding(read.problem).message,
  );
  expect(messages).toEqual([
    expect.stringMatching(/^This is not whole JSON \(column 19\): /),
    expect.stringMatching(/^This encounter does not end: /),
  ]);
});
