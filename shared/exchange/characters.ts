/**
 * What a file of ours may be written in: the basic and extended character sets of X12, which are ASCII, without the
 * characters that divide the file.
 */

/** Letters that do not decompose into a plain letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
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
  ı: 'i',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
};

const delimiter = /[*:^~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what may not be written.
const unprintable = /[\u0000-\u001f\u007f]/g;

/** The text in characters that X12 has, its case kept; what has no such character becomes a space. */
function inX12Characters(text: string): string {
  if (/^[ -)+-9;-\]_-}]*$/.test(text)) return text;
  return [...text].map(asPlain).join('').replace(delimiter, ' ').replace(unprintable, ' ');
}

/** As forms print it: upper case, single spaces. */
export function inCapitals(text: string): string {
  return inX12Characters(text).toUpperCase().replace(/ +/g, ' ').trim();
}

/** Every text of a tree in X12's characters. What is empty is left out. */
export function treeInX12Characters<Tree>(tree: Tree): Tree {
  return cleaned(tree) as Tree;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return inX12Characters(value).trimEnd() || undefined;
  if (Array.isArray(value)) return value.map(cleaned).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, cleaned(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

function asPlain(character: string): string {
  if (character >= ' ' && character <= '}') return character;
  const code = character.charCodeAt(0);
  // A byte that was no UTF-8 was kept as a lone surrogate; Latin-1 is what old systems write.
  const letter = code >= 0xdc80 && code <= 0xdcff ? String.fromCharCode(code - 0xdc00) : character;
  const known = plainLetters[letter];
  if (known !== undefined) return known;
  const base = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  return /^[ -~]+$/.test(base) ? base : ' ';
}
