import * as z from 'zod';
import { parseMoney } from '../money.ts';
import { claimFilingCodes, relationshipCodes, unitCodes } from './claim-codes.ts';
import { inUpperCase } from './sendable-text.ts';

// Shapes alone are refused here, and what is in none of the short lists of codes. What a person can correct (a diagnosis
// that is none, a wrong check digit) is let in and held by the edits, so that a claim is never lost at the door.

/** A byte that is no UTF-8 was kept as half a character: nobody knows which letter it was meant to be. */
const string = (...given: Parameters<typeof z.string>) =>
  z
    .string(...given)
    .refine((written) => written.isWellFormed(), 'holds bytes that are not UTF-8: save it as UTF-8 and send it again');

// Lengths are those of the 837.
const textUpTo = (characters: number) => string().trim().min(1).max(characters);
/** Of what the 837 has two characters at least. That it is empty is said elsewhere. */
const isNotOneCharacter = (written: string) => written.length !== 1;
const tooShort = 'must have at least 2 characters';
/** Many systems send an empty string for what they do not know. */
const optionalUpTo = (characters: number) =>
  string()
    .trim()
    .max(characters)
    .transform((written) => written || undefined)
    .optional();
const text = textUpTo(50);
const optionalText = optionalUpTo(50);
/** Two letters, small ones too. */
const twoLettersOf = (what: string) =>
  string()
    .trim()
    .transform((written) => inUpperCase(written) || undefined)
    .refine((written) => written === undefined || written.length === 2, `must be the two letters of ${what}`)
    .optional();
const country = twoLettersOf('a country, such as CA').meta({
  description: 'ISO 3166; the United States when left out',
  example: 'CA',
});
const date = string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write the date as YYYY-MM-DD')
  .meta({ format: 'date', example: '2026-01-31' });
const optionalDate = z.union([z.literal('').transform(() => undefined), date]).optional();

/** Far above any charge, and low enough that no sum of lines leaves the safe integers. */
const largestCharge = 9_999_999_999;

const money = string({
  error: ({ input }) =>
    typeof input === 'number'
      ? 'write the amount as a decimal in quotes, such as "125.00": a JSON number can lose cents'
      : undefined,
})
  .trim()
  .transform((written, context) => {
    const amount = parseMoney(written);
    if (amount !== undefined && Math.abs(amount) <= largestCharge) return amount;
    context.addIssue({ code: 'custom', message: 'write the amount as dollars and cents, such as "125.00"' });
    return z.NEVER;
  })
  .meta({ example: '125.00', pattern: '^-?(\\d{1,8}(\\.\\d{0,2})?|\\.\\d{1,2})$' });

/** What is beyond can't be kept; what a claim can't carry is held by an edit. */
const numberOf = (what: string) =>
  z
    .number()
    .refine(
      (given) => given === 0 || (Math.abs(given) < 1e15 && Math.abs(given) >= 1e-15),
      `is no ${what} that a claim can carry`,
    );

const upperCase = text.transform(inUpperCase);
const upperCaseIfAny = string().trim().max(50).transform(inUpperCase).default('');
const withoutSeparators = (written: string) => written.replace(/[ -]/g, '');
const digits = text.transform(withoutSeparators);

/** One of a short list, in small letters too. */
const codeOf = <const Codes extends readonly string[]>(codes: Codes) =>
  upperCase.pipe(z.literal(codes)).meta({ enum: [...codes] });
const optionalCodeOf = <const Codes extends readonly string[]>(codes: Codes) =>
  string()
    .trim()
    .transform(inUpperCase)
    .pipe(z.union([z.literal('').transform(() => undefined), z.literal(codes)]))
    .meta({ enum: [...codes] })
    .optional();

const address = z
  .strictObject({
    address1: textUpTo(55),
    address2: optionalUpTo(55),
    city: textUpTo(30).refine(isNotOneCharacter, tooShort),
    // Edits hold what lacks them in the United States.
    state: upperCaseIfAny.meta({ description: 'May be left out abroad', example: 'NY' }),
    postalCode: upperCaseIfAny.transform(withoutSeparators).meta({
      description: 'Five or nine digits, with or without a hyphen; the code of another country, if it has any',
      example: '10001-1234',
    }),
    country,
  })
  .meta({ id: 'Address' });

const namedProvider = z.strictObject({
  npi: optionalText,
  organizationName: optionalUpTo(60),
  lastName: optionalUpTo(60),
  firstName: optionalUpTo(35),
  middleName: optionalUpTo(25),
  taxonomyCode: optionalText,
});

interface Names {
  readonly organizationName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
}
/** Of two names nobody could tell which one shall leave. */
const hasOneName = ({ organizationName, lastName, firstName }: Names) =>
  organizationName === undefined || (lastName === undefined && firstName === undefined);
const twoNames = 'must have either organizationName, or lastName and firstName';

const provider = namedProvider
  .refine(hasOneName, twoNames)
  .meta({ id: 'Provider', description: 'The NPI alone is enough for a provider on the roster' });

const billingProvider = namedProvider
  .extend({
    npi: text,
    taxId: digits,
    taxIdType: z.enum(['EI', 'SY']).default('EI'),
    address,
    contact: z.strictObject({ name: optionalText, phoneNumber: optionalText }).optional(),
  })
  .refine(hasOneName, twoNames)
  .meta({ id: 'BillingProvider', description: 'Instead of the billing provider configured for the practice' });

const serviceFacility = z
  .strictObject({ organizationName: textUpTo(60), npi: optionalText, address })
  .meta({ id: 'ServiceFacility' });

const person = z.strictObject({
  lastName: textUpTo(60),
  firstName: optionalUpTo(35),
  middleName: optionalUpTo(25),
  suffix: optionalUpTo(10),
  dateOfBirth: optionalDate,
  gender: z.enum(['F', 'M', 'U']).optional(),
  address: address.optional(),
});

const subscriber = person
  .extend({
    memberId: string()
      .trim()
      .max(80)
      .refine(isNotOneCharacter, tooShort)
      .default('')
      .meta({ description: 'Held by an edit when it is missing' }),
    groupNumber: optionalText,
    paymentResponsibilityLevelCode: z
      .enum(['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'U'])
      .default('P')
      .meta({ description: 'P when this payer is the primary one, S secondary, T tertiary' }),
  })
  .meta({ id: 'Subscriber' });

const dependent = person
  .extend({
    relationshipToSubscriberCode: codeOf(relationshipCodes).meta({
      description: '01 spouse, 19 child, G8 other',
      example: '19',
    }),
  })
  .meta({ id: 'Dependent', description: 'The patient, when the patient is not the subscriber' });

const serviceLine = z
  .strictObject({
    serviceDate: date,
    serviceDateEnd: optionalDate,
    procedureCode: upperCase.meta({ example: '99213' }),
    procedureModifiers: z.array(upperCase).default([]),
    charge: money,
    units: numberOf('number of units'),
    unitCode: codeOf(unitCodes).default('UN').meta({ description: 'UN units, MJ minutes' }),
    placeOfServiceCode: optionalText,
    diagnosisCodePointers: z
      .array(numberOf('position'))
      .default([])
      .meta({ description: 'Positions in diagnosisCodes, from 1, the main one first' }),
    providerControlNumber: optionalUpTo(30),
    renderingProvider: provider.optional(),
  })
  .meta({ id: 'EncounterServiceLine' });

/** An encounter as a practice's system sends it: a record of a file, or the body of POST /encounters. */
export const encounterSchema = z
  .strictObject({
    encounterId: text,
    // Keys are made of it.
    practiceId: text.regex(/^[A-Za-z0-9-]+$/, 'must be of letters, digits and hyphens'),
    payerId: text.refine(isNotOneCharacter, tooShort),
    payerName: optionalUpTo(60),
    claimFilingCode: optionalCodeOf(claimFilingCodes),
    subscriber,
    dependent: dependent.optional(),
    billingProvider: billingProvider.optional(),
    renderingProvider: provider.optional(),
    referringProvider: provider.optional(),
    supervisingProvider: provider.optional(),
    serviceFacility: serviceFacility.optional(),
    placeOfServiceCode: text.meta({ example: '11' }),
    claimFrequencyCode: text.default('1').meta({ description: '1 original, 7 replacement, 8 void' }),
    payerClaimControlNumber: optionalText,
    admissionDate: optionalDate.describe('When an inpatient came, for services in a hospital bed'),
    priorAuthorizationNumber: optionalText,
    referralNumber: optionalText,
    signatureOnFile: z.boolean().default(true),
    assignmentCode: z.enum(['A', 'B', 'C']).default('A'),
    benefitsAssignment: z.enum(['Y', 'N', 'W']).default('Y'),
    releaseOfInformation: z.enum(['Y', 'I']).default('Y'),
    accident: z
      .strictObject({
        // The 837 has places for two.
        causes: z
          .array(z.enum(['AA', 'EM', 'OA']))
          .min(1)
          .max(2),
        state: twoLettersOf('a state, such as NY'),
        country,
        date: optionalDate,
      })
      .optional(),
    diagnosisCodes: z
      .array(upperCase.transform((code) => code.replace('.', '')))
      .default([])
      .meta({ description: 'With or without the decimal point, the main one first', example: ['F32.1'] }),
    // The 837 takes no more on one claim.
    serviceLines: z.array(serviceLine).min(1).max(50),
    totalCharge: money.optional().meta({ description: 'The sum of the lines when left out' }),
  })
  .meta({ id: 'Encounter' });

export type Encounter = z.output<typeof encounterSchema>;

/** How deep an encounter's fields lie. */
const deepest = 4;

/** Many systems send null for what they do not know. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth + 1));
  const given = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(given.map(([name, field]) => [name, withoutNulls(field, depth + 1)]));
}

/** Reads what a practice's system sent as an encounter. */
export function parseEncounter(value: unknown): z.ZodSafeParseResult<Encounter> {
  return encounterSchema.safeParse(withoutNulls(value));
}

export type EncounterProvider = z.output<typeof provider>;
