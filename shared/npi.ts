// CMS: ten digits, the first 1 or 2, the last a Luhn check digit over 80840 (health applications, US) and the rest.
const form = /^[12]\d{9}$/;
/** What 80840 adds to the Luhn sum. */
const prefixSum = 24;

function luhnDigit(digit: number, doubled: boolean): number {
  if (!doubled) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}

/** Whether it is formed as a National Provider Identifier and its check digit is right. */
export function isNpi(text: string): boolean {
  if (!form.test(text)) return false;
  const sum = [...text].reduce((total, digit, index) => total + luhnDigit(Number(digit), index % 2 === 0), prefixSum);
  return sum % 10 === 0;
}
