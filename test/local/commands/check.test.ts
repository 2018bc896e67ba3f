import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../../local/commands/check.ts';
import type { FileIssue } from '../../../shared/exchange/check-file.ts';
import { acknowledgement999 } from '../../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../../shared/guides/remittance-835/index.ts';
import { readFile } from '../../../shared/x12/index.ts';
import { inEnvelope } from '../../guides/in-envelope.ts';
import { oneCheck835 } from '../../guides/one-check-835.ts';
import { twoPayers837p } from '../../guides/two-payers-837p.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

const claims = inEnvelope(claim837p, twoPayers837p);

/** A file of three claims with the one at fault that a change makes. */
const wrongClaims = (from: string, to: string) => claims.replace(from, to);

function files() {
  const folder = testFolder();
  const file = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    folder,
    file,
    good: file('good.835', inEnvelope(remittance835, oneCheck835)),
    bad: file('bad.835', inEnvelope(remittance835, oneCheck835.replace('CAS*CO*45*24', 'CAS*CO*45*25'))),
    letter: file('letter.txt', 'Dear Maria,'),
    missing: join(folder, 'missing.835'),
  };
}

describe('one file', () => {
  test('without issues is named and ends well', async () => {
    const { good } = files();
    expect(await runCommand(check, good)).toEqual({
      status: 0,
      text: `${good}: no issues
  835 remittance advice (005010X221A1), NORTHERN MUTUAL to HARBOR FAMILY PRACTICE: 1 payment, 4 claims, 221.50 paid, written 2026-03-02, a test

`,
    });
  });

  test('each issue has its place and sentence', async () => {
    const { bad } = files();
    const { status, text } = await runCommand(check, bad);
    expect(status).toBe(1);
    expect(text).toContain(`${bad}: 1 issue\n`);
    expect(text).toContain(`
  SVC03 in loop 2110: balance (SNIP 3), rule-broken
    Claim 1, line 2: the charge less the adjustments comes to 40.00 and not 41.00 (SVC03).
    at line 37, segment 35, byte ${readFileSync(bad, 'utf8').indexOf('SVC*HC:87880').toLocaleString('en-US')}
`);
  });

  test('issues that say the same stand together', async () => {
    const { file } = files();
    const { text } = await runCommand(check, file('a.837', claims.replaceAll('*UN*1*', '*XX*1*')));
    const places = text.match(/at line \d+/g);
    expect(text).toMatch(/SV103 in loop 2400: requirement \(SNIP 2\), code-invalid \(\d+ times\)/);
    expect(places).toHaveLength(3);
    expect(text).toMatch(/and \d more/);
  });

  test.each([
    ['an element', 'D8*19840229', 'D8*1984022X', 'DMG02', '"1984022X"'],
    ['a segment', 'REF*D9*TRACE-1', 'K9*TRACE-1', 'K9', '"K9*TRACE-1"'],
    ['a component', 'ABK:J0190', 'ABK:', 'HI01-2', '""'],
  ])('--show-values quotes %s that is at fault, and nothing else does', async (_name, from, to, where, value) => {
    const { file } = files();
    const path = file('a.837', wrongClaims(from, to));
    const lineOf = (text: string) => new RegExp(`  ${where}.*\\n.*\\n.*at line.*`).exec(text)?.[0];
    const shown = await runCommand(check, '--show-values', path);
    expect(lineOf(shown.text)?.endsWith(`: ${value}`)).toBe(true);
    const masked = await runCommand(check, path);
    expect(masked.text).not.toMatch(/1984022X|TRACE-1/);
    const json = await runCommand(check, '--json', '--show-values', path);
    expect(JSON.parse(json.text)[0].issues.map((issue: { value?: string }) => issue.value)).toContain(
      JSON.parse(value),
    );
  });
});

describe('many files', () => {
  test('have a line each, then what is wrong with all, then what they come to', async () => {
    const { folder, file, good, bad, letter } = files();
    const settings = file('settings.json', '{"practices":[]}');
    const windows = file('windows.json', Buffer.from('\uFEFF[{"encounterId":"1"}]', 'utf16le'));
    const { status, text } = await runCommand(check, folder);
    expect(status).toBe(1);
    expect(text.split('\n').slice(0, 5)).toEqual([
      `${bad}: 1 issue; 835 remittance advice, 1 payment, 4 claims, 221.50 paid`,
      `${good}: no issues; 835 remittance advice, 1 payment, 4 claims, 221.50 paid`,
      `${letter}: skipped: The file begins neither with an X12 interchange (ISA) nor with JSON.`,
      `${settings}: skipped: it holds no encounters.`,
      `${windows}: skipped: The file is saved as UTF-16: save it as UTF-8.`,
    ]);
    expect(text).toContain(`    at ${bad}, line 37, segment 35, byte`);
    expect(text).toMatch(
      /\n5 files: 1 without issues, 1 with 1 issue, 3 skipped\n {2}835 remittance advice: 2 payments, 8 claims, 443.00 paid\n$/,
    );
  });

  test('in folders are found at any depth; hidden ones, and links that lead in a circle, are left out', async () => {
    const { folder, good } = files();
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, '.hidden.835'), 'x');
    writeFileSync(join(deep, 'deep.835'), readFileSync(good));
    symlinkSync(folder, join(deep, 'up'));
    symlinkSync('nowhere', join(deep, 'dangling'));
    const { status, text } = await runCommand(check, join(folder, 'a'));
    expect(text).toContain(`${join(deep, 'deep.835')}: no issues`);
    expect(text).toContain("dangling: skipped: The file can't be read: there is none of this name.");
    expect(text).toContain('2 files: 1 without issues, 1 skipped');
    expect(status).toBe(0);
  });

  test.each([
    ['clean beside what is none', ['good', 'letter'], 0],
    ['at fault', ['good', 'bad'], 1],
    ['none at all', ['letter'], 1],
    ['a name that is not there', ['good', 'missing'], 2],
  ] as const)('end with a status: %s', async (_name, names, status) => {
    const all = files();
    expect((await runCommand(check, ...names.map((name) => all[name]))).status).toBe(status);
  });
});

describe('--json', () => {
  test('prints one list', async () => {
    const { good, bad, letter, missing } = files();
    const { status, text } = await runCommand(check, '--json', good, bad, letter, missing);
    expect(status).toBe(2);
    expect(JSON.parse(text)).toMatchObject([
      { file: good, kind: 'x12', contents: [{ counts: { payments: 1, claims: 4 } }], issues: [], issueCount: 0 },
      {
        file: bad,
        issueCount: 1,
        issues: [
          {
            segmentId: 'SVC',
            element: 3,
            line: 37,
            level: 'balance',
            snip: 3,
            acknowledgement: { IK304: '8', IK403: 'I12', IK502: 'I5' },
          },
        ],
      },
      { file: letter, kind: 'neither', issues: [{ code: 'not-x12' }] },
      { file: missing, kind: 'neither', contents: [], issues: [{ code: 'unreadable' }] },
    ]);
  });

  test('is one document however much is wrong', async () => {
    const { file } = files();
    const strays = claims.replace('GS*HC', `${'SE*1*0001~\n'.repeat(25_000)}GS*HC`);
    const { text } = await runCommand(check, '--json', file('a.837', strays));
    const [{ issues, issueCount }] = JSON.parse(text);
    expect(issueCount).toBe(25_000);
    expect(issues).toHaveLength(issueCount);
  });
});

describe('--999', () => {
  const issuesOf = (text: string) => readFile(text, [acknowledgement999]).issues;

  test('writes what answers a file, and what it writes has no issues', async () => {
    const { folder, file } = files();
    const out = join(folder, 'out.999');
    const path = file('a.837', wrongClaims('SBR*P*18', 'SBR*P*1Q'));
    const { status, text } = await runCommand(check, '--999', out, path);
    expect(status).toBe(1);
    expect(text).toContain(`answered in ${out}`);
    const answer = readFileSync(out, 'utf8');
    expect(issuesOf(answer)).toEqual([]);
    expect(answer).toMatch(/AK2\*837\*0001\*005010X222A1~\nIK3\*SBR\*17\*2000\*8~\nIK4\*2\*\*I6~/);
    expect(await runCommand(check, '--999', join(folder, 'none.999'), out)).toMatchObject({
      status: 0,
      text: expect.stringContaining('nothing here asks for a 999 or TA1'),
    });
    expect(() => readFileSync(join(folder, 'none.999'))).toThrow('ENOENT');
  });

  test('goes to a folder, a file each, when there are several', async () => {
    const { folder, good, bad, letter } = files();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'good.835'), readFileSync(good));
    const out = join(folder, 'answers');
    await runCommand(check, '--999', out, good, bad, letter, join(folder, 'other'));
    for (const [name, code] of [
      ['good.835.999', 'AK9*A*1*1*1'],
      ['good.835-2.999', 'AK9*A*1*1*1'],
      ['bad.835.999', 'AK9*E*1*1*1'],
    ] as const) {
      expect(readFileSync(join(out, name), 'utf8')).toContain(code);
    }
    await expect(runCommand(check, '--999', letter, good, bad)).rejects.toThrow('answered in a folder');
  });

  test.each([
    ['nothing', claims, [], 'AK9*A*1*1*1'],
    ['an ISA that declares another separator', `${claims.slice(0, 104)}>${claims.slice(105)}`, [], '*R*027~'],
    ['an ISA without a sender', claims.replace('SENDER         ', ' '.repeat(15)), [], '*R*006~'],
    ['an ISA of no date', claims.replace('260302*0815', '26AA02*9915'), [], '*R*014~'],
    ['a file that breaks off', claims.slice(0, 900), [], '*R*023~'],
    ['a segment between transaction sets', claims.replace('GE*1', 'REF*G1*X~\nGE*1'), [], '*E*024~'],
    ['an interchange twice', claims + claims, [], '*R*025~'],
    ['a transaction set without ST', claims.replace(/ST\*837.*\n/, ''), [], 'AK9*R*1*0*0*5~'],
    ['a segment id in small letters', claims.replace('REF*D9', 'ref*D9'), [], 'IK3*ref*'],
    ['separators in ids', claims.replaceAll('*SENDER', '*S^N:ER'), [], 'RECEIVER'],
  ])('answers %s so that it can be read', async (_name, came, issues, said) => {
    const { folder, file } = files();
    const out = join(folder, 'out.999');
    await runCommand(check, '--999', out, file('a.837', came));
    const answer = readFileSync(out, 'utf8');
    expect(answer).toContain(said);
    expect(issuesOf(answer)).toEqual(issues);
  });

  test('names the claim at fault, and no claim for what is around claims', async () => {
    const { folder, file } = files();
    const out = join(folder, 'out.999');
    const came = wrongClaims('*11:B:7*', '*11:B:7*X').replace('HL*3*1*22*1', 'HL*3*1*22*1*9');
    await runCommand(check, '--999', out, file('a.837', came));
    const answer = readFileSync(out, 'utf8');
    expect(answer.match(/IK3\*CLM.*\nCTX.*/)?.[0]).toContain('CTX*CLM01:AAAAAAAAAAAAAAA02~');
    expect(answer.match(/IK3\*HL.*\n.*/)?.[0]).not.toContain('CTX');
  });
});

describe('--tree', () => {
  test('names loops, segments and elements, and masks what may identify people', async () => {
    const { file } = files();
    const path = file('a.837', wrongClaims('D8*19840229*F', 'D8*1984022X*F'));
    const { status, text } = await runCommand(check, '--tree', path);
    expect(status).toBe(1);
    expect(text).toContain(`
            NM1 name
              NM101  entity: IL
              NM102  type: 1
              NM103  last: (text, 6 characters)
`);
    expect(text).toMatch(/DMG03 {2}gender: \(code, 1 character\)\n +! DMG02.*\(syntax \(SNIP 1\), date-invalid\)\n/);
    expect(text).toMatch(/Loop 2300 claims\n +CLM claim\n/);
    expect(text).toContain('HL02  parent: 1\n');
    expect(text).not.toMatch(/MORGAN|W100200300|1984/);
    expect((await runCommand(check, '--tree', '--show-values', path)).text).toContain('NM103  last: MORGAN\n');
  });
});

test('without files it says what it needs', async () => {
  await expect(runCommand(check)).rejects.toThrow('claimwright -- check FILE');
});

test('codes are checked against our lists and the user’s own', async () => {
  const { folder, file } = files();
  writeFileSync(join(folder, 'carc.txt'), '45\n');
  const path = file('a.837', wrongClaims('*11:B:7*', '*98:B:7*'));
  const named = async (...words: string[]) =>
    JSON.parse((await runCommand(check, '--json', ...words)).text)[0].issues.map(
      ({ level, segmentId }: FileIssue) => `${level} ${segmentId}`,
    );
  expect(await named(path)).toEqual(['code-set CLM']);
  const paid = file('b.835', inEnvelope(remittance835, oneCheck835.replace('CAS*CO*29*', 'CAS*CO*30*')));
  expect(await named(paid)).toEqual([]);
  expect(await named('--codes', folder, paid)).toContain('code-set CAS');
});

test('the user’s own code lists are read, points and headings or not', async () => {
  const { codeListsOf } = await import('../../../local/commands/check-codes.ts');
  const folder = testFolder();
  writeFileSync(join(folder, 'icd-10-cm.csv'), '\uFEFF"code","what"\r\n"J02.9","throat"\r\nR05,cough\r\n');
  const codes = codeListsOf(folder);
  const answers = [
    ['icd-10-cm', 'J029'],
    ['icd-10-cm', 'R05'],
    ['icd-10-cm', 'J03'],
    ['place-of-service', '11'],
    ['place-of-service', '98'],
    ['hcpcs', '99213'],
  ] as const;
  expect(answers.map(([list, code]) => codes(list, code))).toEqual([true, true, false, true, false, undefined]);
  expect(() => codeListsOf(join(folder, 'none'))).toThrow('there is none of this name');
});
