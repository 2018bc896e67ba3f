import { expect, test } from 'vitest';
import { answersInFile, identifyFile } from '../../shared/exchange/index.ts';

const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*0815*^*00501*000000101*0*T*:~';

function x12(set: string, version: string, isInGroupOnly = false): string {
  return `${isa}\nGS*HC*A*B*20260302*0815*7*X*${version}~\nST*${set}*0001${isInGroupOnly ? '' : `*${version}`}~\nBHT`;
}

test.each([
  [x12('837', '005010X222A1'), '837p'],
  [x12('837', '005010X222A2'), '837p'],
  [x12('835', '005010X221A1'), '835'],
  [x12('835', '005010X221A1', true), '835'],
  [x12('999', '005010X231A1'), '999'],
  [x12('277', '005010X214'), '277ca'],
  [x12('270', '005010X279A1'), '270'],
  [x12('271', '005010X279A1'), '271'],
  [x12('835', '005010X221A1').replaceAll('*', '|').replaceAll('~', '\r'), '835'],
  [`${isa}TA1*000000907*261123*1147*A*000~IEA*0*000000101~`, 'ta1'],
  [`\uFEFF${x12('835', '005010X221A1')}`, '835'],
  ['[{"encounterId":"1"}]', 'encounters-json'],
  ['{"encounterId":"1"}', 'encounters-json'],
  ['{\n  "encounterId": "1"\n}\n', 'encounters-json'],
  ['{"encounterId":"1"}\n{"encounterId":"2"}\n', 'encounters-ndjson'],
  [`{"encounterId":"1","serviceLines":[${'{},'.repeat(3000)}{}]}\n{"encounterId":"2"}\n`, 'encounters-ndjson'],
  [`{"encounterId":"1","serviceLines":[${'{},'.repeat(3000)}{}]}\n`, 'encounters-json'],
  ['{"encounterId":"1"\n{"encounterId":"2"}\n', 'encounters-ndjson'],
  ['{"encounterId":"1\n\n"}\r\n{"encounterId":"2"}\r\n', 'encounters-ndjson'],
  ['"encounterId":"1"}\n{"encounterId":"2"}\n', 'encounters-ndjson'],
  ['{"encounterId":"1","serviceLines":[\n{"units":"1"}\n]}\n', 'encounters-json'],
])('%#: it is of the kind that it is', (text, kind) => {
  expect(identifyFile(text)).toEqual({ kind });
  expect(identifyFile(new TextEncoder().encode(text))).toEqual({ kind });
});

test.each<[string | Uint8Array, RegExp]>([
  ['', /empty/],
  [Buffer.from('\uFEFF[]', 'utf16le'), /UTF-16: save it as UTF-8/],
  [Buffer.from(isa, 'utf16le').swap16(), /UTF-16: save it as UTF-8/],
  ['id,name\n1,2', /neither/],
  [isa.slice(0, 60), /ends within its header/],
  [x12('837', '005010X223A2'), /version .* is not 005010X222/],
  [x12('277', '005010X212'), /version .* is not 005010X214/],
  [x12('276', '005010X212'), /transaction set .* none/],
  [`${isa}GE*0*1~`, /neither a functional group .* nor a TA1/],
  [`${isa}GS*HC*A*B*20260302*0815*7*X*005010X222A1~GE*0*7~`, /no transaction set/],
])('%#: it is unknown, for a reason', (text, reason) => {
  expect(identifyFile(text)).toEqual({ kind: 'unknown', reason: expect.stringMatching(reason) });
});

const whole835 = `${x12('835', '005010X221A1')}~\nSE*3*0001~\nGE*1*7~\nIEA*1*000000101~`;
const whole276 = whole835.replace('ST*835*0001*005010X221A1', 'ST*276*0001*005010X212');
const ta1 = `${isa}TA1*000000907*261123*1147*A*000~IEA*0*000000101~`;

test.each<[string, readonly string[], boolean]>([
  [whole835, ['835'], false],
  [`${ta1}\n${whole835}${whole835.replaceAll('*', '|').replaceAll('~', '\r')}${ta1}`, ['ta1', '835'], false],
  [whole276 + whole835, ['unknown', '835'], false],
  [whole835.replace('IEA*1*000000101~', 'IEA*1*000000101'), ['835'], false],
  [whole835.replace(/GE[\s\S]*/, ''), ['835'], true],
  [`${whole835}ISA*00*    `, ['835'], true],
  [x12('999', '005010X231A1') + whole835, ['999', '835'], true],
  ['no X12', [], false],
])('%#: a file has answers of so many kinds, and is whole or not', (text, kinds, isCutOff) => {
  const found = answersInFile(text);
  expect([found.kinds.map(({ kind }) => kind), found.isCutOff]).toEqual([kinds, isCutOff]);
});
