/** Invented people, numbers and codes for generated files: the same index gives the same. */

const lastNames = ['MORGAN', 'OKONKWO-BAPTISTE', 'LINDQVIST', 'REYES', 'FAIRWEATHER', 'ABARA', 'VANDERHOEVEN', 'IP'];
const firstNames = ['ALEX', 'NGOZI', 'SIGRID', 'MARISOL', 'THEODORA', 'KIM', 'LEANDER', 'JO'];
const streets = ['12 ELM STREET', '4501 NORTH FOUNDRY LANE', '9 MILL RD', '17 CHANDLER AVENUE WEST'];
const cities = ['FERNBANK*OH*450991410', 'WILLOWMERE*OH*450972117', 'PORT ALDER*WA*983240012', 'CHICAGO*IL*606010001'];

/** One of a list, scattered, so that neighbours differ. */
export function pick<Value>(list: readonly Value[], index: number, salt = 0): Value {
  const at = Math.imul(index + 1, 2_654_435_761) + Math.imul(salt + 1, 40_503);
  return list[((at >>> 8) ^ (at >>> 20)) % list.length] as Value;
}

export function person(index: number): { last: string; first: string; middle: string } {
  return {
    last: pick(lastNames, index, 1),
    first: pick(firstNames, index, 2),
    middle: index % 3 === 0 ? pick(['A', 'Q', 'MAE'], index) : '',
  };
}

export function address(index: number): string[] {
  return [`N3*${pick(streets, index, 3)}${index % 7 === 0 ? '*SUITE 4' : ''}`, `N4*${pick(cities, index, 4)}`];
}

/** A day of service, before the file was written. */
export function serviceDay(index: number): string {
  return `2026${index % 2 ? '01' : '02'}${String(1 + (index % 28)).padStart(2, '0')}`;
}

export function birthDay(index: number, year: number): string {
  return `${year}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`;
}

/** A national provider identifier with its check digit (Luhn over 80840 and the number). */
export function npi(index: number): string {
  const digits = `1${String(index % 100_000_000).padStart(8, '0')}`;
  let sum = 24;
  for (const [at, digit] of [...digits].entries()) {
    const doubled = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Money as X12 writes it: no needless zeros. */
export function amount(cents: number): string {
  return String(cents / 100);
}

export const procedures = ['99213', '99214:25', '36415', '87880:QW', '20610:RT:59', '93000', 'J1885'] as const;
export const diagnoses = ['J0190', 'R05', 'E119', 'I10', 'M1711', 'Z0000', 'S134XXA'] as const;

/** Charges of a claim's lines in cents: one to seven lines, most often two or three. */
export function charges(index: number): number[] {
  const lines = [1, 2, 2, 3, 3, 3, 4, 7][index % 8] ?? 1;
  return Array.from({ length: lines }, (_, line) => 1500 + ((index * 977 + line * 3301) % 40_000));
}

export function envelope(functionalId: string, version: string): { head: string; tail: (groups: number) => string } {
  const head = [
    'ISA*00*          *00*          *ZZ*BENCHSENDER    *ZZ*BENCHRECEIVER  *260320*1815*^*00501*000000318*0*T*:',
    `GS*${functionalId}*BENCHSENDER*BENCHRECEIVER*20260320*1815*318*X*${version}`,
  ];
  return {
    head: `${head.join('~\n')}~\n`,
    tail: (transactions) => `GE*${transactions}*318~\nIEA*1*000000318~\n`,
  };
}

/** Segments of one transaction set, ST and SE included, as text. */
export function transaction(set: string, version: string, number: number, segments: Iterable<string>): string {
  const controlNumber = String(number).padStart(4, '0');
  const lines = [`ST*${set}*${controlNumber}${version && `*${version}`}`, ...segments];
  lines.push(`SE*${lines.length + 1}*${controlNumber}`);
  return `${lines.join('~\n')}~\n`;
}
