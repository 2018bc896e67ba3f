/**
 * What a text may leave as. A claim file carries the basic and extended character sets of X12, which are ASCII, without
 * the characters that divide the file. What is written otherwise than it came is always said.
 */

/**
 * How much of a text may be written otherwise: of a person's `name` its letters, in their plain form; of `words` (of an
 * address, an organization, a note) a delimiter too, as a space; of a `code`, by which somebody or something is known,
 * nothing.
 */
export type TextKind = 'name' | 'words' | 'code';

export interface SendableText {
  /** As it leaves. What has no place in a claim file stands in it as it came: such a text must not leave. */
  readonly text: string;
  /** `Ü → U`, for each character that is written otherwise. */
  readonly replaced: readonly string[];
  /** The characters that have no place in a claim file. */
  readonly unsendable: readonly string[];
}

/** What does not decompose into plain characters and marks. */
const plainCharacters: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'TH',
  þ: 'th',
  ß: 'ss',
  ẞ: 'SS',
  ı: 'i',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
  '½': ' 1/2',
  '¼': ' 1/4',
  '¾': ' 3/4',
};

const carried = /^[ -)+-9;-\]_-}]*$/;

/** Whether the text leaves as it came. */
export function leavesAsItCame(text: string): boolean {
  return carried.test(text);
}

/** The text as it leaves, and what of it is written otherwise or can't be written at all. */
export function sendableText(text: string, kind: TextKind): SendableText {
  if (leavesAsItCame(text)) return { text, replaced: [], unsendable: [] };
  const replaced = new Set<string>();
  const unsendable = new Set<string>();
  // A letter and its mark, which some systems write as two characters, are one letter.
  const characters = [...(kind === 'code' ? text : text.normalize('NFC'))];
  const written = characters.map((character) => {
    if (carried.test(character)) return character;
    const plain = kind === 'code' ? undefined : plainOf(character, kind);
    if (plain === undefined) unsendable.add(named(character));
    else replaced.add(`${named(character)} → ${plain.trim() || 'space'}`);
    return plain ?? character;
  });
  return { text: written.join(''), replaced: [...replaced], unsendable: [...unsendable] };
}

/** Letters of ASCII in upper case; no other character becomes another one. */
export function inUpperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function plainOf(character: string, kind: TextKind): string | undefined {
  if (/[*:^~]/.test(character)) return kind === 'words' ? ' ' : undefined;
  if (/\s/.test(character)) return ' ';
  const letter = letterOf(character);
  const known = plainCharacters[letter];
  if (known !== undefined) return known;
  const base = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  return base !== '' && carried.test(base) ? base : undefined;
}

/** A byte that was no UTF-8 was kept as a lone surrogate; Latin-1 is what old systems write. */
function letterOf(character: string): string {
  const code = character.charCodeAt(0);
  return code >= 0xdc80 && code <= 0xdcff ? String.fromCharCode(code - 0xdc00) : character;
}

/** The character where it can be seen, otherwise its number. */
function named(character: string): string {
  const letter = letterOf(character);
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(letter)) return letter;
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
