import { count, directly, type FindingRule, type HoldingRule, type Loop } from '../../x12/notation.ts';

/** What a subscriber's level holds besides claims and patients. */
interface Subscriber {
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

type SubscriberRule = HoldingRule<Subscriber, 'subscriber' | 'claims' | 'patients'> | FindingRule<Subscriber>;

/** Whether the subscriber is the patient, and what follows from it. */
export function subscriberRules(claims: Loop, patients: Loop): SubscriberRule[] {
  return [
    {
      says: 'a subscriber who is the patient has claims and no other patients',
      at: 'patients',
      level: 'situation',
      tally: count(patients),
      holds: (value, { tally }) => !isPatient(value) || tally === 0,
    },
    {
      says: 'claims of a subscriber who is not the patient stand under a patient',
      at: 'claims',
      level: 'situation',
      tally: directly(count(claims)),
      holds: (value, { tally }) => isPatient(value) || tally === 0,
    },
    {
      says: 'a subscriber has a claim or a patient',
      at: 'subscriber',
      level: 'situation',
      asksFor: 'claims',
      tally: [directly(count(claims)), count(patients)],
      holds: (_, { tally }) => tally > 0,
    },
    ...(['address', 'city', 'demographics'] as const).map(
      (part): SubscriberRule => ({
        says: `a subscriber who is the patient has ${wordsOf[part]}`,
        level: 'situation',
        asksFor: part,
        tally: count(patients),
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
