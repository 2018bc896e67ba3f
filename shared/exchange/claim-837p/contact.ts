import type { BillingProvider } from '../../claims/index.ts';
import { inCapitals } from '../characters.ts';

type Contact = NonNullable<BillingProvider['contact']>;

/** PER: a name and up to three numbers, each after its kind. */
interface ContactSegment {
  readonly name?: string | undefined;
  readonly qualifier1?: string | undefined;
  readonly number1?: string | undefined;
  readonly qualifier2?: string | undefined;
  readonly number2?: string | undefined;
  readonly qualifier3?: string | undefined;
  readonly number3?: string | undefined;
}

/** A contact's name and telephone number, wherever in the segment that stands. */
export function contactOf({ name, ...numbers }: ContactSegment): Contact {
  const phoneNumber = phoneIn(numbers);
  return { ...(name && { name }), ...(phoneNumber && { phoneNumber }) };
}

/** The contact in the place of what was said before, whose other numbers stay. Undefined when there is no number. */
export function contactSegment({ name, phoneNumber }: Contact, before: ContactSegment = {}) {
  const named = { ...before, purpose: 'IC', name: name && inCapitals(name) };
  const phone = phoneNumber && digitsOf(phoneNumber);
  if (!phone) return before.number1 && !phoneIn(before) ? named : undefined;
  if (before.qualifier1 === 'TE') return { ...named, number1: phone };
  if (before.qualifier2 === 'TE') return { ...named, number2: phone };
  if (before.qualifier3 === 'TE') return { ...named, number3: phone };
  const { qualifier1, number1, qualifier2, number2 } = before;
  return {
    ...named,
    qualifier1: 'TE',
    number1: phone,
    qualifier2: qualifier1,
    number2: number1,
    qualifier3: qualifier2,
    number3: number2,
  };
}

/** Without what groups the digits. A number that says more, such as an extension, stays as it is. */
function digitsOf(phoneNumber: string): string {
  return /^[\d ()+./-]*$/.test(phoneNumber) ? phoneNumber.replace(/\D/g, '') : phoneNumber;
}

function phoneIn(segment: ContactSegment): string | undefined {
  if (segment.qualifier1 === 'TE') return segment.number1;
  return segment.qualifier2 === 'TE' ? segment.number2 : segment.qualifier3 === 'TE' ? segment.number3 : undefined;
}
