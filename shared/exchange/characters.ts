import { inUpperCase, leavesAsItCame, sendableText, type TextKind } from '../claims/index.ts';

/** Words as forms print them: upper case, single spaces, plain letters. */
export function inCapitals(text: string): string {
  return asPrinted(text, 'words');
}

/** A person's name as forms print it. */
export function nameInCapitals(text: string): string {
  return asPrinted(text, 'name');
}

function asPrinted(text: string, kind: TextKind): string {
  return inUpperCase(sendableText(text, kind).text).replace(/ +/g, ' ').trim();
}

/** A text of a tree that does not leave as it came. */
export interface ChangedText {
  /** Where in the tree: `claim.notes[0].text`. */
  readonly path: string;
  /** As it came: PHI. */
  readonly text: string;
  readonly replaced: readonly string[];
  readonly unsendable: readonly string[];
}

/**
 * Every text of a tree in X12's characters, and those that do not leave as they came. What is empty is left out. A text
 * that can't be written stands in the tree as it came: the tree must not leave.
 */
export function treeInX12Characters<Tree>(tree: Tree): {
  readonly tree: Tree;
  readonly changed: readonly ChangedText[];
} {
  const changed: ChangedText[] = [];
  return { tree: cleaned(tree, 'code', [], changed) as Tree, changed };
}

/** What the guides call the parts that hold names and words; everything else is a code. */
const kinds: Readonly<Record<string, TextKind>> = {
  last: 'name',
  first: 'name',
  middle: 'name',
  suffix: 'name',
  name: 'words',
  groupName: 'words',
  line1: 'words',
  line2: 'words',
  city: 'words',
  text: 'words',
  information: 'words',
  description: 'words',
  description1: 'words',
  description2: 'words',
  roundTripPurpose: 'words',
  stretcherPurpose: 'words',
};

/** `place` is the way to the value, and is the same again afterwards. */
function cleaned(value: unknown, kind: TextKind, place: (string | number)[], changed: ChangedText[]): unknown {
  if (typeof value === 'string') return cleanedText(value, kind, place, changed);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      place.push(index);
      const clean = cleaned(value[index], kind, place, changed);
      place.pop();
      if (clean !== undefined) items.push(clean);
    }
    return items;
  }
  const parts: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    place.push(key);
    const clean = cleaned((value as Record<string, unknown>)[key], kindOf(key, value), place, changed);
    place.pop();
    if (clean !== undefined) parts[key] = clean;
  }
  return parts;
}

/** `claim.notes[0].text` */
function written(place: readonly (string | number)[]): string {
  return place
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** An organization's name (NM102 is 2) is words. */
function kindOf(key: string, parts: object): TextKind {
  if (key === 'last' && 'type' in parts && parts.type === '2') return 'words';
  return kinds[key] ?? 'code';
}

function cleanedText(
  came: string,
  kind: TextKind,
  place: readonly (string | number)[],
  changed: ChangedText[],
): string | undefined {
  if (leavesAsItCame(came)) return came.trimEnd() || undefined;
  const { text, replaced, unsendable } = sendableText(came, kind);
  if (replaced.length > 0 || unsendable.length > 0) {
    changed.push({ path: written(place), text: came, replaced, unsendable });
  }
  return text.trimEnd() || undefined;
}
