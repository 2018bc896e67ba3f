// CMS: ten digits, the first 1 or 2, the last a Luhn check digit over 80840 (health applications, US) and the rest.
const form = /^[12]\d{9}$/;
/** What 80840 adds to the Luhn sum. */
const prefixSum = 24;

/** Whether it is formed as a National Provider Identifier and its check digit is right. */
export function isNpi(text: string): boolean {
  if (!form.test(text)) return false;
  let sum = prefixSum;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += index % 2 === 0 ? doubled : digit;
  }
  return sum % 10 === 0;
}
