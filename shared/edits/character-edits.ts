import type { Claim } from '../claims/claim.ts';
import { saidRenderingProvider, saidRenderingProviderOfLine } from '../claims/rendering-provider.ts';
import { leavesAsItCame, type SendableText, sendableText, type TextKind } from '../claims/sendable-text.ts';
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

interface FieldText extends SendableText {
  readonly field: string;
}

/** Adds the texts that do not leave as they came. */
function addChanged(value: unknown, field: string, name: string, found: FieldText[]): void {
  if (typeof value === 'string') {
    if (keptHere.has(name) || leavesAsItCame(value)) return;
    // A list of codes is corrected as a whole.
    const corrected = field.replace(/(procedureModifiers|causes)\[\d+\]$/, '$1');
    found.push({ field: corrected, ...sendableText(value, kinds[name] ?? 'code') });
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) addChanged(value[index], `${field}[${index}]`, name, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      addChanged((value as Record<string, unknown>)[key], field === '' ? key : `${field}.${key}`, key, found);
    }
  }
}

function changedTexts(claim: Claim): readonly FieldText[] {
  const found: FieldText[] = [];
  const serviceLines = claim.serviceLines.map((line) => ({
    ...line,
    renderingProvider: saidRenderingProviderOfLine(line, claim),
  }));
  addChanged({ ...claim, renderingProvider: saidRenderingProvider(claim), serviceLines }, '', '', found);
  return found;
}

export const characterEdits: readonly Edit[] = [
  {
    code: 'characters-unsendable',
    severity: 'error',
    sentence:
      'This holds a character that a claim file cannot carry here, and nothing that identifies a patient or a claim is changed on the way: write it in plain letters and digits, without the delimiters * : ^ ~.',
    check: (claim) =>
      changedTexts(claim)
        .filter(({ unsendable }) => unsendable.length > 0)
        .map(({ field, unsendable }) => ({ field, detail: `It holds: ${unsendable.join(' ')}` })),
  },
  {
    code: 'characters-replaced',
    severity: 'warning',
    sentence: 'A claim file carries plain letters only, so that this leaves written otherwise than it came:',
    check: (claim) =>
      changedTexts(claim)
        .filter(({ replaced, unsendable }) => replaced.length > 0 && unsendable.length === 0)
        .map(({ field, replaced }) => ({ field, detail: `${replaced.join(', ')}.` })),
  },
];
