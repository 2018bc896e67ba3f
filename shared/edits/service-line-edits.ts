import type { Claim } from '../claims/claim.ts';
import type { Edit, Violation } from './edit.ts';
import { linesOf } from './parts-of-claim.ts';
import { placeOfServiceCodes } from './place-of-service-codes.ts';

const mostLines = 50;
const mostModifiers = 4;

// CPT: five digits, or four and the letter of a category (A vaccine administration, F measures, M and U laboratory
// tests, T emerging services). HCPCS Level II: a letter and four digits.
const procedure = /^(\d{5}|\d{4}[AFMTU]|[A-V]\d{4})$/;
const modifier = /^[0-9A-Z]{2}$/;

function placesOf(claim: Claim): (Violation & { readonly code: string | undefined })[] {
  return [
    { field: 'placeOfServiceCode', where: 'Claim', code: claim.placeOfServiceCode },
    ...linesOf(claim).map(({ field, where, value }) => ({
      field: `${field}.placeOfServiceCode`,
      where,
      code: value.placeOfServiceCode,
    })),
  ];
}

/** Eight digits, three of them after the decimal point. */
function isCarried(units: number): boolean {
  return units < 100_000_000 && Number(units.toFixed(3)) === units;
}

/** Without an exponent, as people and X12 write numbers. */
function inDecimals(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

export const serviceLineEdits: readonly Edit[] = [
  {
    code: 'service-lines-missing',
    severity: 'error',
    sentence: 'A claim needs a service line: add serviceLines[0].',
    check: ({ serviceLines }) => (serviceLines.length > 0 ? [] : [{ field: 'serviceLines[0]' }]),
  },
  {
    code: 'service-lines-too-many',
    severity: 'error',
    sentence: `A professional claim carries at most ${mostLines} service lines: bill the others on a second claim.`,
    check: ({ serviceLines }) => (serviceLines.length > mostLines ? [{ field: `serviceLines[${mostLines}]` }] : []),
  },
  {
    code: 'procedure-code-malformed',
    severity: 'error',
    sentence: 'A procedure code has five characters, as in 99213, 0001F or J1885: look it up and correct it.',
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => value.procedureQualifier === 'HC' && !procedure.test(value.procedureCode))
        .map(({ field, where }) => ({ field: `${field}.procedureCode`, where })),
  },
  {
    code: 'modifier-malformed',
    severity: 'error',
    sentence: 'A modifier has two letters or digits, such as 25 or LT: correct the list.',
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => value.procedureModifiers.some((code) => !modifier.test(code)))
        .map(({ field, where }) => ({ field: `${field}.procedureModifiers`, where })),
  },
  {
    code: 'modifiers-too-many',
    severity: 'error',
    sentence: `A line carries at most ${mostModifiers} modifiers: keep those that decide on payment.`,
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => value.procedureModifiers.length > mostModifiers)
        .map(({ field, where }) => ({ field: `${field}.procedureModifiers`, where })),
  },
  {
    code: 'place-of-service-unknown',
    severity: 'error',
    sentence: 'CMS knows no such place of service: 11 is an office, 02 and 10 are telehealth.',
    check: (claim) =>
      placesOf(claim).flatMap(({ code, ...place }) =>
        code === undefined || placeOfServiceCodes.has(code) ? [] : [place],
      ),
  },
  {
    code: 'units-not-positive',
    severity: 'error',
    sentence: 'The units must be more than zero: correct them.',
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => !(value.units > 0))
        .map(({ field, where }) => ({ field: `${field}.units`, where })),
  },
  {
    code: 'units-too-long',
    severity: 'error',
    sentence: 'Units have at most eight digits, three of them after the decimal point: round them.',
    check: (claim) =>
      linesOf(claim)
        .map((line) => ({ ...line, written: inDecimals(line.value.units) }))
        .filter(({ value }) => value.units > 0 && !isCarried(value.units))
        .map(({ field, where, written }) => ({ field: `${field}.units`, where, detail: `Written: ${written}.` })),
  },
];
