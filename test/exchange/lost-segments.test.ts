import { expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { inEnvelope } from '../guides/in-envelope.ts';
import { twoPayers837p } from '../guides/two-payers-837p.ts';
import { twoStays837i } from '../guides/two-stays-837i.ts';
import { entriesOf } from './sending.ts';

/** Two claims of the subscriber HL 2, and one of the patient HL 4 under the subscriber HL 3. */
const body = twoPayers837p;
const file = inEnvelope(claim837p, body);

function put(text: string, ...changes: readonly (readonly [was: string, by: string])[]): string {
  for (const [was] of changes) if (!text.includes(was)) throw new Error(`the file has no ${was}`);
  return changes.reduce((changed, [was, by]) => changed.replace(was, by), text);
}

/** In the place of the levels after the second, which end with their claim. */
const renumbered = (three: string, four: string) =>
  inEnvelope(claim837p, put(body, ['HL*3*1*', `HL*${three}*1*`], ['HL*4*3*', `HL*${four}*${three}*`]));

const lost = { from: body.indexOf('HL*3*1*'), to: body.indexOf('CLM*BBB') };
const withoutLevels = `${body.slice(0, lost.from)}${body.slice(lost.to)}`;
const another = `\n  HL*5*1*22*0${body.slice(body.indexOf('HL*2*1*22*0') + 11, body.indexOf('CLM*AAAAAAAAAAAAAAA02'))}`;

const told = /HL01: the level before this one is number 2 and this one/;

test.each<[string, string, readonly (RegExp | undefined)[]]>([
  ['whole', file, [undefined, undefined, undefined]],
  ['without a subscriber', inEnvelope(claim837p, `${withoutLevels}${another}`), [told, told, told, undefined]],
  ['without a level whose claims are gone too', renumbered('4', '5'), [told, told, undefined]],
  [
    'with a patient under another subscriber',
    put(file, ['HL*4*3*', 'HL*4*2*']),
    [undefined, undefined, /^Line \d+, HL02 in loop 2000C: HL02 must be/],
  ],
  ['shorter than it says', put(file, ['SE*89*', 'SE*96*']), Array(3).fill(/^Line \d+, SE01: .* has 96 .* and has 89,/)],
  ['longer than it says', put(file, ['SE*89*', 'SE*87*']), [undefined, undefined, undefined]],
  ['cut off before its SE', put(file, ['SE*89*0001~\n', '']), Array(3).fill(/line 3 was cut off before its SE/)],
  ['cut off', file.slice(0, file.indexOf('CLM*BBB')), Array(2).fill(/line 3 was cut off before its SE/)],
  [
    'numbered from 0',
    put(renumbered('2', '3'), ['HL*2*1*', 'HL*1*0*'], ['HL*1**', 'HL*0**'], ['HL*2*1*', 'HL*2*0*']),
    [undefined, undefined, undefined],
  ],
  [
    'numbered on from another transaction set',
    put(renumbered('53', '54'), ['HL*2*1*', 'HL*52*51*'], ['HL*1**', 'HL*51**'], ['HL*53*1*', 'HL*53*51*']),
    [undefined, undefined, undefined],
  ],
  ['with a number twice', renumbered('2', '3'), [undefined, undefined, undefined]],
  [
    'with a level in the midst of a claim',
    put(file, ['HI*ABK:S134XXA', 'HL*3*1*22*0~\nHI*ABK:S134XXA'], ['SE*89*', 'SE*90*']),
    [undefined, /^Line \d+, HL in loop 2300: No level may begin here/, undefined],
  ],
  ['with a level above the first', put(file, ['HL*1**', 'HL*1*0*']), [undefined, undefined, undefined]],
])('of a file that is %s, the claims whose patient may be another one are held', async (_, text, expected) => {
  const entries = await entriesOf(text);
  const doubts = entries.flatMap((entry) =>
    entry.kind === 'claim' ? [entry.findings.find(({ code }) => code === 'patient-in-doubt')] : [],
  );
  expect(doubts).toEqual(
    expected.map(
      (message) => message && expect.objectContaining({ severity: 'error', message: expect.stringMatching(message) }),
    ),
  );
});

/** The file without the terminator and line end behind the segment that begins so. */
const joined = (beginning: string) => {
  const at = file.lastIndexOf(`\n${beginning}`);
  if (at < 0) throw new Error(`the file has no ${beginning}`);
  const end = file.indexOf('~\n', at);
  return `${file.slice(0, end)}${file.slice(end + 2)}`;
};

const held = [['error', true]];
const warned = [['warning', true]];

test.each<[string, string, readonly (readonly unknown[])[]]>([
  ['within a claim', 'SV1*HC:99213:25', [held, [], []]],
  ['at the end of a claim, with the next one', 'REF*XZ', [held, [], []]],
  ['at the end of a claim, with the next level', 'DTP*472*D8*20260112', [[], held, []]],
  ['at the end of the last claim, with the SE', 'DTP*573', [[], [], held]],
  ['in a billing provider', 'N3*100 HARBOR ST', [warned, warned, warned]],
  ['in a subscriber', 'HL*2*', [warned, warned, []]],
])('where segments have run together %s, that alone is told', async (_, beginning, expected) => {
  const findings = (await entriesOf(joined(beginning))).map((entry) =>
    entry.kind === 'claim'
      ? entry.findings.map(({ severity, message }) => [severity, message.includes('terminator is likely missing')])
      : entry,
  );
  expect(findings).toEqual(expected);
});

test('where segments have run together and others were lost, all claims are held', async () => {
  const entries = await entriesOf(put(joined('SV1*HC:99213:25'), ['SE*89*', 'SE*96*']));
  const codes = entries.flatMap((entry) => (entry.kind === 'claim' ? [entry.findings[0]?.code] : []));
  expect(codes).toEqual(Array(3).fill('patient-in-doubt'));
});

const stray = ['CLM*S*10***11:B:1*Y*A*Y*Y', 'HI*ABK:D225', 'LX*1', 'SV1*HC:99213*10*UN*1***1', ''].join('~\n');

test.each<[string, string, number[]]>([
  ['before the first level', put(file, ['HL*1**20*1', `${stray}HL*1**20*1`]), [8]],
  ['in a billing provider', put(file, ['PRV*BI', `${stray}PRV*BI`]), [9]],
  ['before a subscriber', put(file, ['HL*2*1*', `${stray}HL*2*1*`]), [18]],
  ['after ST', put(file, ['BHT*', `${stray}BHT*`]), [4]],
  ['before ST', put(file, ['ST*837*', `${stray}ST*837*`]), [3]],
  ['after SE', put(file, ['GE*1*', `${stray}GE*1*`]), [92]],
  ['below a level that nobody knows', put(file, ['SE*89*', `HL*5*9*99~\nNM1*ZZ~\n${stray}${stray}SE*89*`]), [93, 97]],
  [
    'beside one that has run together with the segment before it',
    put(file, ['REF*XZ*RX-55~\n', 'REF*XZ*RX-55'], ['SE*89*', `HL*5*9*99~\nNM1*ZZ~\n${stray}SE*95*`]),
    [92],
  ],
  ['in a transaction set of another guide', `${file}${inEnvelope(claim837i, twoStays837i)}`, [119, 175, 202, 223]],
  ['in a file of another guide alone', inEnvelope(claim837i, twoStays837i), []],
])('each claim %s is told of with its line', async (_, text, lines) => {
  const entries = await entriesOf(text);
  const unplaced = entries.flatMap((entry) => (entry.kind === 'lost-claim' ? [entry.line] : []));
  expect(unplaced).toEqual(lines);
});

test.each([
  ['in its first element', 'CLM*BBBBB', undefined],
  ['before its terminator', 'CLM*BBBBBBBBBBBBBBB01*150***11:B:1*Y*A*Y*Y', 'BBBBBBBBBBBBBBB01'],
])('a claim in which the file ends %s is told to be cut off', async (_, claim, sourceId) => {
  const start = file.indexOf('CLM*BBB');
  const text = file.slice(0, start + claim.length);
  const lost = (await entriesOf(text)).flatMap((entry) => (entry.kind === 'lost-claim' ? [entry] : []));
  const line = file.slice(0, start).split('\n').length;
  expect(lost).toEqual([
    { kind: 'lost-claim', line, sourceId, finding: expect.objectContaining({ code: 'claim-cut-off' }) },
  ]);
});
