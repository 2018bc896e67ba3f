declare const cents: unique symbol;

/** An amount of US money in whole cents: a safe integer, negative for takebacks and credits. */
export type Cents = number & { readonly [cents]: true };

/** Brands a whole number of cents. Throws a RangeError on anything but a safe integer: that is a bug, never input. */
export function asCents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${value}`);
  // -0 would print as "-0.00" and differ from 0 under Object.is.
  return (value === 0 ? 0 : value) as Cents;
}

export const zeroCents = asCents(0);

/** The sum; throws when it leaves the safe integers. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return asCents(total);
}

export function negateCents(amount: Cents): Cents {
  return asCents(-amount);
}

const decimal = /^(-?)(\d*)(?:\.(\d*))?$/;

/** Reads a decimal such as `125`, `125.5`, `-0.50` or `.5`; undefined when it is no amount of whole cents. */
export function parseMoney(text: string): Cents | undefined {
  const match = decimal.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const hundredths = fraction.replace(/0+$/, '');
  if (hundredths.length > 2) return undefined;
  const value = Number(whole) * 100 + Number(hundredths.padEnd(2, '0'));
  if (!Number.isSafeInteger(value)) return undefined;
  return asCents(sign ? -value : value);
}

/** Two decimals, no separators: `125.00`, `-3.10`. The form of money in JSON. */
export function formatMoney(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
