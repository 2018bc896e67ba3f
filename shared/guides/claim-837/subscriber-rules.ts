import {
  count,
  directly,
  type FindingRule,
  type HoldingRule,
  type Loop,
  type LoopRuleAbout,
} from '../../x12/notation.ts';

/** What a subscriber's level holds besides claims and patients. */
interface Subscriber {
  readonly level: { readonly hasChildren?: '0' | '1' };
  readonly subscriber: { readonly relationship?: '18' };
  readonly subscriberName: {
    readonly name: { readonly type: string };
    readonly address?: object;
    readonly city?: object;
    readonly demographics?: object;
    readonly propertyCasualtyClaimNumber?: object;
  };
}

const isPatient = ({ subscriber }: Subscriber) => subscriber.relationship === '18';

type Tallied = Pick<LoopRuleAbout, 'tallyOf'>;
type SubscriberRule = HoldingRule<Subscriber, 'subscriber' | 'claims' | 'patients'> | FindingRule<Subscriber>;

/** Whether the subscriber is the patient, and what follows from it. */
export function subscriberRules(claims: Loop, patients: Loop): SubscriberRule[] {
  const ownClaims = directly(count(claims));
  const anyPatients = count(patients);
  const held = [ownClaims, anyPatients];

  /** Whether claims stand there and no patient does, nor is one announced that may have been lost. */
  function isAlone({ level }: Subscriber, { tallyOf }: Tallied): boolean {
    return tallyOf(ownClaims) > 0 && tallyOf(anyPatients) === 0 && level.hasChildren === '0';
  }

  return [
    {
      says: 'a subscriber who is the patient has claims and no other patients',
      at: 'patients',
      level: 'situation',
      tally: anyPatients,
      holds: (value, { tally }) => !isPatient(value) || tally === 0,
    },
    {
      says: 'a subscriber with claims and without patients is the patient: SBR02 is 18',
      at: 'subscriber',
      element: 'relationship',
      level: 'situation',
      tally: held,
      holds: (value, about) => isPatient(value) || !isAlone(value, about),
    },
    {
      says: 'claims of a subscriber who is not the patient stand under a patient',
      at: 'claims',
      level: 'situation',
      tally: held,
      holds: (value, about) => isPatient(value) || about.tallyOf(ownClaims) === 0 || isAlone(value, about),
    },
    {
      says: 'a subscriber has a claim or a patient',
      at: 'subscriber',
      level: 'situation',
      asksFor: 'claims',
      tally: held,
      holds: (_, { tally }) => tally > 0,
    },
    ...(['address', 'city', 'demographics'] as const).map(
      (part): SubscriberRule => ({
        says: `a subscriber who is the patient has ${wordsOf[part]}`,
        level: 'situation',
        asksFor: part,
        tally: anyPatients,
        // With patients beside the subscriber it is the relationship that is wrong.
        faults: (value, { tally }) =>
          isPatient(value) && tally === 0 && value.subscriberName[part] === undefined
            ? [[value.subscriberName.name, undefined, [value.subscriber, 'relationship']]]
            : [],
      }),
    ),
    {
      says: 'a subscriber who is the patient is a person',
      level: 'situation',
      faults: (value) =>
        isPatient(value) && value.subscriberName.name.type !== '1' ? [[value.subscriberName.name, 'type']] : [],
    },
    {
      says: 'the claim number of property and casualty stands with the patient',
      level: 'situation',
      forbids: 'segment',
      faults: (value) => {
        const { propertyCasualtyClaimNumber: number } = value.subscriberName;
        return number === undefined || isPatient(value) ? [] : [[number, 'qualifier']];
      },
    },
  ];
}

const wordsOf = {
  address: 'an address (N3)',
  city: 'a city (N4)',
  demographics: 'a date of birth and a gender (DMG)',
} as const;
