/** The kinds of work that denials make, and what is usually to be done. Each has a queue of its own. */
export const denialCategories = {
  coverage:
    'Ask the payer (270) and the patient who was covered and which payer comes first. Correct member id, payer or order of payers, or bill the patient where the plan leaves it to him.',
  authorization:
    'Look for the authorization or referral that covers these services, days and providers. Put its number on the claim; where there is none, ask for one afterwards or appeal.',
  coding:
    'Compare the claim with the record: procedure, modifiers, units, diagnoses, place and the fields that the remark codes name. Correct it and send it again.',
  'timely-filing':
    'Look for the proof that it was sent in time (999, 277CA) and appeal with it. Without proof the practice gives it up: the patient is not billed.',
  duplicate:
    'Find the claim that was adjudicated first. Leave it at that where it was paid; where these were two services, say so with a modifier or the times, and send it again.',
  'medical-necessity':
    'Read the policy that the payer names. Send the record and appeal, or correct a diagnosis that says less than the record does.',
  'benefit-limit':
    'Count the visits or units used against the benefit. Ask the payer to extend it, bill the next payer, or bill the patient where the plan allows.',
  other:
    'Read the remark codes and ask the payer what it needs: records, enrolment of the provider or another form. Answer within its time to appeal.',
} as const satisfies Readonly<Record<string, string>>;

export type DenialCategory = keyof typeof denialCategories;
