import type { Issue } from '../../x12/index.ts';

/**
 * Rules of the guide that claims break every day and payers take all the same, and those that only more than a claim
 * here knows could keep (transports, what another payer paid). They are told, and hold no claim. For what an edit finds
 * too, and a person may release, that edit holds it.
 */
export const harmlessRules = [
  'The ZIP code of this address has all its nine digits',
  'A Canadian postal code has no blank',
  'A country is named of addresses outside',
  'A telephone or fax number is its ten digits',
  'An extension (EX) follows',
  'An organization has one name',
  'A currency is three letters',
  'A pay-to address is another',
  'An original claim names no payer claim control number',
  'A payer that pays first has no reason',
  'Only what is known of a subscriber who is the patient',
  'The claim number of property and casualty',
  'The day of an accident stands on',
  'State and country of an accident are said of automobile accidents alone',
  'A claim for inpatient care says',
  'An ambulance transport tells',
  'An ambulance picks up',
  'A transport tells from where',
  'How many patients an ambulance carried',
  'Who renders is named only',
  'A service facility is named only',
  'A provider of a line is named only',
  'The first referring provider',
  'A claim to a payer that does not pay first names',
  'The day on which a payer adjudicated (DTP*573) is not said at the claim',
  'The day on which another payer adjudicated',
  'What remains for the patient to pay (AMT*EAF)',
  'An adjustment adjusts something',
  'A group gives each of its reasons once',
  'A remark is M, MA or N',
  'No service is over before its patient is born',
] as const;

/** Whether an issue holds no claim. Spaces around a text and separators at an end are left out when the claim is sent. */
export function isHarmless({ code, message }: Issue): boolean {
  if (code === 'rule-broken') return harmlessRules.some((rule) => message.startsWith(rule));
  if (code === 'element-not-used') return message.endsWith('ends with separators that say nothing; they must go.');
  return code === 'element-invalid' && message.endsWith('must not begin or end with spaces.');
}
