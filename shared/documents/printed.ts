import { type Address, countryAbroad } from '../claims/index.ts';
import { type Cents, formatMoney } from '../money.ts';

const months = 'January February March April May June July August September October November December'.split(' ');

/** $1,234.50 */
export function dollars(amount: Cents): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.(\d\d)$/.exec(formatMoney(amount)) ?? [];
  return `${sign}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

/** March 2, 2026 */
export function longDate(isoDate: string): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  return `${months[Number(month) - 1] ?? month} ${Number(day)}, ${year}`;
}

/** 03/02/2026 */
export function shortDate(isoDate: string): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  return `${month}/${day}/${year}`;
}

/** (518) 555-0100; any other form as it is. */
export function phone(number: string): string {
  return number.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** Abroad the country stands last, in capitals: the post reads it there. */
export function addressLines(address: Address): readonly string[] {
  const { address1, address2, city, state, postalCode } = address;
  const country = countryAbroad(address);
  const code = country === undefined ? postalCode.replace(/^(\d{5})(\d{4})$/, '$1-$2') : postalCode;
  const place = [city, [state, code].filter((part) => part !== '').join(' ')].filter((part) => part !== '').join(', ');
  const lines = [address1, address2, place, country === undefined ? undefined : countryName(country)];
  return lines.filter((line) => line !== undefined);
}

function countryName(code: string): string {
  return (/^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code).toUpperCase();
}

// Letters that fall apart into no base letter and a mark.
const foldings: Readonly<Record<string, string>> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  ı: 'i',
  Ħ: 'H',
  ħ: 'h',
  Ŧ: 'T',
  ŧ: 't',
};
const printableByStandardFonts = /^[\x20-\x7E\xA0-\xFF‘’“”–—•…ŠšŽžŒœŸ]$/;

function folded(letter: string): string {
  if (printableByStandardFonts.test(letter)) return letter;
  const base = foldings[letter] ?? letter.normalize('NFD').charAt(0);
  return printableByStandardFonts.test(base) ? base : '?';
}

/** A name in the letters that the fonts of every PDF reader have: Nguyễn is printed Nguyen. */
export function inStandardLetters(text: string): string {
  return [...text.normalize('NFC')].map(folded).join('');
}
