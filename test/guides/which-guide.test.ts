import { describe, expect, test } from 'vitest';
import { acknowledge } from '../../shared/guides/acknowledge.ts';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { readFile } from '../../shared/x12/index.ts';
import { issueLines } from '../x12/issue-lines.ts';
import { everyGuide } from './every-guide.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneCheck835 } from './one-check-835.ts';
import { twoPayers837p } from './two-payers-837p.ts';
import { twoStays837i } from './two-stays-837i.ts';

const professional = inEnvelope(claim837p, twoPayers837p);
const institutional = inEnvelope(claim837i, twoStays837i);

const linesOf = (text: string) => issueLines(readFile(text, everyGuide).issues);

describe('GS08 and ST03 name different guides: which one is meant, the segments tell', () => {
  const atSet = (text: string, version: string) => text.replace(/(ST\*837\*0001\*)\w+/, `$1${version}`);
  const atGroup = (text: string, version: string) => text.replace(/(\*X\*)\w+/, `$1${version}`);
  test.each([
    ['ST03 is wrong of professional claims', claim837p, atSet(professional, '005010X223A2')],
    ['GS08 is wrong of professional claims', claim837p, atGroup(professional, '005010X223A2')],
    ['ST03 is wrong of institutional claims', claim837i, atSet(institutional, '005010X222A1')],
    ['GS08 is wrong of institutional claims', claim837i, atGroup(institutional, '005010X222A1')],
  ])('%s', (_, guide, text) => {
    const { issues, interchanges } = readFile(text, everyGuide);
    expect(issueLines(issues)).toEqual(['code-invalid ST03 #1']);
    expect(interchanges[0]?.groups[0]?.transactions[0]).toMatchObject({ guide: { version: guide.version } });
  });

  test('where none tells, that of the group is', () => {
    const none = atSet(professional, '005010X223A2')
      .replace(/CLM.*(?=SE\*)/s, '')
      .replace(/SE\*\d+/, 'SE*21');
    const [transaction] = readFile(none, everyGuide).interchanges[0]?.groups[0]?.transactions ?? [];
    expect(transaction?.guide?.version).toBe('005010X222A1');
  });

  test('what is wrong inside is told as well', () => {
    const text = atSet(professional, '005010X223A2').replace('SBR*P*18', 'SBR*Q*18');
    expect(linesOf(text)).toEqual(['code-invalid ST03 #1', 'code-invalid 2000B/SBR01 #17']);
  });
});

describe('ST01 is wrong', () => {
  const remittance = inEnvelope(remittance835, oneCheck835).replace(/(ST\*835\*0001).*?~/, '$1~');
  const setOf = (text: string) => /ST\*.*\nSE\*[^~]*~\n/s.exec(text)?.[0].replaceAll('*0001', '*0002') ?? '';
  test.each([
    ['the set of another group', professional.replace('ST*837', 'ST*835'), ['segment-unexpected ST01 #1']],
    [
      'a whole set of another group',
      professional.replace('GE*1', `${setOf(remittance)}GE*2`),
      ['segment-unexpected ST01 #1'],
    ],
    [
      'a whole set of another group that names its own guide',
      professional.replace('GE*1', `${setOf(inEnvelope(remittance835, oneCheck835))}GE*2`),
      ['segment-unexpected ST01 #1'],
    ],
    [
      'claims in a group of remittances, and before them',
      remittance.replace('ST*835', `${setOf(professional)}ST*835`).replace('GE*1', 'GE*2'),
      ['segment-unexpected ST01 #1'],
    ],
    ['no set', professional.replace('ST*837', 'ST*XXX'), ['code-invalid ST01 #1']],
    ['nothing', professional.replace('ST*837', 'ST*'), ['element-missing ST01 #1']],
    ['too much', professional.replace('ST*837', 'ST*8377'), ['element-too-long ST01 #1']],
  ])('%s: that alone is said', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  test.each([
    ['a remittance among claims', professional, setOf(inEnvelope(remittance835, oneCheck835))],
    ['claims among remittances', remittance, setOf(professional)],
  ])('%s: that set alone is rejected alone', (_, text, stray) => {
    const [group] = readFile(text.replace('GE*1', `${stray}GE*2`), everyGuide).interchanges[0]?.groups ?? [];
    const answer = group && acknowledge(group);
    expect(answer?.transactions.map(({ result }) => result)).toEqual([
      { code: 'A', errors: [] },
      { code: 'R', errors: ['18'] },
    ]);
    expect(answer?.groupResult).toMatchObject({ code: 'P', received: 2, accepted: 1, errors: [] });
  });

  test('a group that holds nothing of its kind has the wrong GS01', () => {
    expect(linesOf(professional.replace('GS*HC', 'GS*HP'))).toEqual(['code-invalid GS01']);
  });
});

describe('a misspelt segment', () => {
  test.each([
    ['an adjustment', 'CAS*CO*45*24', 'CAX*CO*45*24'],
    ['in small letters', 'CAS*CO*45*24', 'cas*CO*45*24'],
  ])('%s is no sum that does not come out', (_, from, to) => {
    const text = inEnvelope(remittance835, oneCheck835.replace(from, to));
    expect(linesOf(text)).toEqual([`segment-unknown 2110/${to.slice(0, 3)} #37`]);
  });
});
