import type { Claim } from '../claims/claim.ts';
import { sendableText, type TextKind } from '../claims/sendable-text.ts';
import type { Edit } from './edit.ts';

/** Fields that hold names and words; every other text is a code. */
const kinds: Readonly<Record<string, TextKind>> = {
  lastName: 'name',
  firstName: 'name',
  middleName: 'name',
  suffix: 'name',
  lastNameOrOrganization: 'words',
  organizationName: 'words',
  name: 'words',
  address1: 'words',
  address2: 'words',
  city: 'words',
};

/** The practice's own numbers, which stay here: ours leave in their place. */
const keptHere: ReadonlySet<string> = new Set(['sourceId', 'providerControlNumber']);

interface FieldText {
  readonly field: string;
  readonly name: string;
  readonly text: string;
}

function textsOf(value: unknown, field: string, name: string): FieldText[] {
  if (typeof value === 'string') return keptHere.has(name) ? [] : [{ field, name, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, `${field}[${index}]`, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, field === '' ? key : `${field}.${key}`, key));
}

function sendableTexts(claim: Claim) {
  return textsOf(claim, '', '').map(({ field, name, text }) => ({
    // A list of codes is corrected as a whole.
    field: field.replace(/(procedureModifiers|causes)\[\d+\]$/, '$1'),
    ...sendableText(text, kinds[name] ?? 'code'),
  }));
}

export const characterEdits: readonly Edit[] = [
  {
    code: 'characters-unsendable',
    severity: 'error',
    sentence:
      'This holds a character that a claim file cannot carry here, and nothing that identifies a patient or a claim is changed on the way: write it in plain letters and digits, without the delimiters * : ^ ~.',
    check: (claim) =>
      sendableTexts(claim)
        .filter(({ unsendable }) => unsendable.length > 0)
        .map(({ field, unsendable }) => ({ field, detail: `It holds: ${unsendable.join(' ')}` })),
  },
  {
    code: 'characters-replaced',
    severity: 'warning',
    sentence: 'A claim file carries plain letters only, so that this leaves written otherwise than it came:',
    check: (claim) =>
      sendableTexts(claim)
        .filter(({ replaced, unsendable }) => replaced.length > 0 && unsendable.length === 0)
        .map(({ field, replaced }) => ({ field, detail: `${replaced.join(', ')}.` })),
  },
];
