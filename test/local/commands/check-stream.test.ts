import { describe, expect, test } from 'vitest';
import { acknowledge } from '../../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../../shared/guides/remittance-835/index.ts';
import { encodeText, readFile } from '../../../shared/x12/index.ts';
import { inEnvelope } from '../../guides/in-envelope.ts';
import { oneCheck835 } from '../../guides/one-check-835.ts';
import { twoPayers837p } from '../../guides/two-payers-837p.ts';
import { checkedBytes } from './checked-bytes.ts';

const claims = inEnvelope(claim837p, twoPayers837p);
const bare835 = (from: string, to: string) => inEnvelope(remittance835, oneCheck835.replace(from, to));

/** A file whose ISA16 is not what it uses. */
const otherMark = (file: string) => `${file.slice(0, 104)}>${file.slice(105)}`;

describe('in pieces of any size', () => {
  const spoilt = otherMark(claims.replace('D8*19840229', 'D8*1984022X').replace('*11:B:7*', '*11:B:*'));
  const files = [
    ['claims', `${spoilt}${claims}${spoilt}`],
    ['a remittance', `\uFEFF${bare835('221.5', '221.4')}${bare835('CAS*CO*45*24', 'CAS*CO*45*25')}`],
    ['no X12', `VISA*I${'SA*'.repeat(90)}IS`],
  ] as const;

  test.each(files)('the same is found of %s', async (_name, text) => {
    const bytes = encodeText(text);
    const whole = await checkedBytes(bytes);
    expect(whole.issues.length).toBeGreaterThan(0);
    for (const size of [1, 2, 3, 7, 105, 106, 107, 1000]) expect(await checkedBytes(bytes, size)).toEqual(whole);
  });
});

describe('the answer', () => {
  const spoilt = claims
    .replace('D8*19840229', 'D8*1984022X')
    .replace('*11:B:7*', '*11:B:*')
    .replace('HL*3*1*22*1', 'HL*3*1*22*0')
    .replace('HI*ABK:S134XXA', 'K9*X');

  test('says what the 999 says that is made of the whole file', async () => {
    const [interchange] = readFile(spoilt, [claim837p]).interchanges;
    const [group] = interchange?.groups ?? [];
    if (!interchange || !group) throw new Error('no group');
    const [answer] = readFile((await checkedBytes(encodeText(spoilt))).answer ?? '', [acknowledgement999]).interchanges;
    const said = answer?.groups[0]?.transactions[0]?.value;
    expect(group.transactions[0]?.issues.length).toBeGreaterThan(3);
    expect(said).toEqual(acknowledge(group));
  });

  test('of a file with more faults than it says stays within bounds', async () => {
    const line = 'LX*1~\nSV1*HC:99213*1*XX*1***1~\n';
    const many = claims.replace('LX*1~\n', `${line.repeat(30_000)}LX*1~\n`);
    const { answer = '', issues } = await checkedBytes(encodeText(many));
    expect(issues.length).toBeGreaterThan(30_000);
    expect(answer.length).toBeLessThan(3_000_000);
    expect(readFile(answer, [acknowledgement999]).issues).toEqual([]);
  });
});
