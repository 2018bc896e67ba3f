import * as z from 'zod';
import { isNpi } from '../npi.ts';
import { leavesAsItCame, sendableText } from './sendable-text.ts';

// Lengths are those of the 837.
const text = (characters: number) => z.string().trim().min(1).max(characters);
const sent = 'must be of characters that a claim file carries: plain letters, digits and signs, none of them * : ~ ^';
const sentCode = (characters: number) => text(characters).refine(leavesAsItCame, sent);
const sentWords = (characters: number) => text(characters).refine((written) => leavesIn(written, characters), sent);
const digits = text(20).transform((written) => written.replace(/[\s()+.-]/g, ''));
const days = z.int().min(1).max(3650);

const npi = digits.refine(
  isNpi,
  'is no NPI: ten digits, the last of which is a check digit; look it up in the registry',
);
const taxonomyCode = text(10).regex(/^[0-9A-Z]{9}X$/, 'is no taxonomy code: ten characters ending in X, as 207Q00000X');
const phoneNumber = digits.refine((number) => /^\d{10}$/.test(number), 'must be a telephone number of ten digits');
const webAddress = text(200).regex(/^https:\/\/\S+$/, 'must be a web address that begins with https://');

const address = z.strictObject({
  address1: text(55),
  address2: text(55).exactOptional(),
  city: text(30),
  state: z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter code of the postal service, such as OH'),
  postalCode: digits.refine(
    (code) => /^\d{9}$/.test(code),
    'must have all nine digits (ZIP+4): payers reject five for a billing provider',
  ),
});

/** An organization has `organizationName`, a person `lastName` and `firstName`. */
const billingProvider = z
  .strictObject({
    organizationName: text(60).exactOptional(),
    lastName: text(60).exactOptional(),
    firstName: text(35).exactOptional(),
    npi,
    taxonomyCode: taxonomyCode.exactOptional(),
    taxId: digits.refine((id) => /^\d{9}$/.test(id), 'must have nine digits'),
    taxIdType: z.enum(['EI', 'SY']).default('EI'),
    address,
    contact: z.strictObject({ name: text(60).exactOptional(), phoneNumber }).exactOptional(),
  })
  .refine(
    ({ organizationName, lastName }) => (organizationName === undefined) !== (lastName === undefined),
    'must have either organizationName, or lastName and firstName',
  )
  .transform(({ organizationName, lastName, ...rest }) => ({
    lastNameOrOrganization: organizationName ?? lastName ?? '',
    ...(organizationName === undefined && rest.firstName === undefined && { entityType: 'person' as const }),
    ...rest,
  }));

export const practiceSchema = z.strictObject({
  practiceId: text(40).regex(/^[a-z0-9-]+$/, 'must be of a–z, 0–9 and hyphens'),
  billingProvider,
  patientBilling: z
    .strictObject({ phoneNumber: phoneNumber.exactOptional(), payOnlineUrl: webAddress.exactOptional() })
    .exactOptional(),
});

export const providerSchema = z.strictObject({ npi, lastName: text(60), firstName: text(35), taxonomyCode });

export const payerSchema = z.strictObject({
  payerId: text(80).min(2),
  name: text(60),
  claimFilingCode: z.string().regex(/^[0-9A-Z]{2}$/, 'must be a code of SBR09, such as CI, BL, MB, MC or HM'),
  timelyFilingDays: days,
  acknowledgementDays: days,
  remittanceDays: days,
  corrections: z.enum(['replacement', 'new-claim']),
});

/** Whether the text can be written, accents as plain letters and delimiters as spaces. */
function leavesIn(written: string, characters: number): boolean {
  const { text: leaves, unsendable } = sendableText(written, 'words');
  return unsendable.length === 0 && leaves.trim() !== '' && leaves.length <= characters;
}

interface Key<Value> {
  readonly of: (value: Value) => string;
  readonly at: readonly string[];
  readonly message?: string;
}

/** A list in which no key is said twice. */
function listOf<Entry extends z.ZodType>(entry: Entry, ...keys: readonly Key<z.output<Entry>>[]) {
  return z.array(entry).superRefine((entries, context) => {
    for (const { of, at, message = 'stands in the list twice: remove one' } of keys) {
      const values = entries.map(of);
      for (const [index, value] of values.entries()) {
        if (values.indexOf(value) < index) context.addIssue({ code: 'custom', path: [index, ...at], message });
      }
    }
  });
}

/** Claims and payments find their practice by it. */
const ownNpi = {
  of: ({ billingProvider: { npi: number } }: z.output<typeof practiceSchema>) => number,
  at: ['billingProvider', 'npi'],
  message: 'is that of another practice of the list: give each its own',
};

/** `claimwright.json`: who we are, for whom we bill and whom. */
export const configurationSchema = z.strictObject({
  tradingPartners: z.strictObject({
    submitter: z.strictObject({ id: sentCode(15).min(2), name: sentWords(60), phoneNumber }),
    receiver: z.strictObject({ id: sentCode(15).min(2), name: sentWords(60) }),
    usage: z.enum(['T', 'P']),
  }),
  practices: listOf(practiceSchema, { of: ({ practiceId }) => practiceId, at: ['practiceId'] }, ownNpi).min(1),
  providers: listOf(providerSchema, { of: ({ npi: number }) => number, at: ['npi'] }),
  payers: listOf(payerSchema, { of: ({ payerId }) => payerId, at: ['payerId'] }),
});
