import type { DenialCategory } from './denial-category.ts';

/** What a denial reason means for whoever works it. */
export interface DenialRoute {
  /** Claim adjustment reason code (CARC). */
  readonly reasonCode: string;
  /** Remittance advice remark code that must stand beside it. */
  readonly remarkCode?: string;
  readonly category: DenialCategory;
  /** In our own words; the code list itself belongs to X12. */
  readonly says: string;
  /** What is to be done, where that is not what the category says. */
  readonly todo?: string;
}

type Row = readonly [reasonCode: string, says: string, todo?: string];

function routes(category: DenialCategory, ...rows: readonly Row[]): DenialRoute[] {
  return rows.map(([code, says, todo]) => {
    const [reasonCode = code, remarkCode] = code.split(' ');
    return {
      reasonCode,
      ...(remarkCode === undefined ? {} : { remarkCode }),
      category,
      says,
      ...(todo === undefined ? {} : { todo }),
    };
  });
}

/** Every reason whose category is known. What is not here is `other`. */
export const denialRoutes: readonly DenialRoute[] = [
  ...routes(
    'coverage',
    ['13', 'the patient had died before this day, says the payer'],
    ['16 MA04', 'the claim does not tell what the first payer did'],
    ['16 MA27', 'name or member id is not as the payer has it'],
    ['16 MA92', "the other insurance's plan is not told"],
    ['16 N382', "the member id is missing or not the patient's"],
    ['19', 'it happened at work: another insurance may have to pay'],
    ['20', 'a liability insurance may have to pay'],
    ['21', 'a no-fault insurance may have to pay'],
    ['22', 'another payer may have to pay first'],
    ['26', 'the coverage had not begun'],
    ['27', 'the coverage had ended'],
    ['31', 'the payer does not find the patient'],
    ['32', 'the payer does not have the patient as a dependent'],
    ['33', 'the plan covers no dependents'],
    ['49', 'a routine or preventive service, which the plan leaves out'],
    ['51', 'an illness from before the coverage, which the plan leaves out'],
    ['96', 'not covered; the remark codes say why'],
    ['109', 'another payer or contractor is the one to bill'],
    ['140', 'member id and name do not belong together'],
    ['166', 'the payer no longer handles claims of this plan'],
    ['177', 'the patient does not meet a condition of eligibility'],
    ['178', 'the patient has not yet spent what Medicaid requires of him'],
    ['179', "the plan's waiting time has not passed"],
    ['200', 'the coverage was interrupted on this day'],
    ['204', "not a benefit of the patient's plan"],
    ['227', 'the patient has not answered what the payer asked him'],
    ['239', 'part of the days is covered and part is not: bill them apart'],
    ['242', 'the provider is not in the network that the plan pays'],
    ['258', 'the plan pays nothing while the patient is in custody'],
    ['276', 'refused by the first payer, and this one pays only what that one covers'],
    ['B1', 'a visit that the plan does not cover'],
    ['B9', 'the patient is in hospice care, which has another payer'],
  ),
  ...routes(
    'authorization',
    ['15', 'the authorization number is missing or belongs to something else'],
    ['16 M62', 'the authorization number is missing or not valid'],
    ['39', 'authorization had been asked for and was refused'],
    ['95', "the plan's procedure was not followed"],
    ['165', 'the referral is missing or used up'],
    ['197', 'nobody authorized it beforehand'],
    ['198', 'more was done than was authorized'],
    ['243', "the plan's own or primary care provider did not authorize it"],
    ['284', 'the authorization is for other services'],
    ['288', 'there is no referral'],
    ['296', 'the authorization is for another provider'],
    ['302', 'the authorization has run out'],
    ['A1 N54', 'it does not agree with what was authorized'],
  ),
  ...routes(
    'coding',
    ['4', 'the modifier is missing or does not suit the procedure'],
    ['5', 'procedure and place of service do not agree'],
    ['6', "the procedure does not suit the patient's age"],
    ['7', "the procedure does not suit the patient's sex"],
    ['8', "the procedure does not suit the provider's specialty: look at the taxonomy code"],
    ['9', "the diagnosis does not suit the patient's age"],
    ['10', "the diagnosis does not suit the patient's sex"],
    ['11', 'the diagnosis does not support the procedure'],
    ['12', "the diagnosis does not suit the provider's specialty"],
    ['16', 'something is missing or wrong; the remark codes say what'],
    ['58', 'the place of service is not one for this service'],
    ['97', 'part of another service that was adjudicated'],
    ['107', 'the service that it belongs to is not on the claim'],
    ['110', 'billed before the day of service'],
    ['125', 'a mistake in the claim; the remark codes say which'],
    ['129', 'what the claim says of earlier processing looks wrong'],
    ['146', 'the diagnosis code was not valid on the day of service'],
    ['167', 'the plan does not cover this diagnosis: look whether it is the right one'],
    ['181', 'the procedure code was not valid on the day of service'],
    ['182', 'the modifier was not valid on the day of service'],
    ['189', 'billed as unlisted though a code of its own exists'],
    ['199', 'revenue code and procedure code do not agree'],
    ['206', 'an NPI is missing'],
    ['207', 'an NPI is not valid'],
    ['231', 'one of two services that are never paid together'],
    ['234', 'never paid apart from another service'],
    ['236', 'not to be billed with another service of the day, or not without a modifier'],
    ['267', 'the days run over more than one month: bill them apart'],
    ['B15', 'needs another service to have been done and covered'],
    ['B16', 'billed as a new patient who is not new'],
  ),
  ...routes('timely-filing', ['29', 'it came after the time to file']),
  ...routes(
    'duplicate',
    ['18', 'the payer has had this very claim or service before'],
    ['B13', 'paid before, perhaps on another claim'],
  ),
  ...routes(
    'medical-necessity',
    ['40', 'not an emergency, in the eyes of the payer'],
    ['50', 'not necessary, in the eyes of the payer'],
    ['55', 'an experiment, in the eyes of the payer'],
    ['56', 'not proven to help, in the eyes of the payer'],
    ['96 N115', 'a local coverage rule of Medicare is against it'],
    ['150', 'what was sent does not support so high a level of service'],
    ['151', 'what was sent does not support so many or so frequent services'],
    ['152', 'what was sent does not support so long a service'],
    ['153', 'what was sent does not support this dose'],
    ['154', "what was sent does not support so many days' supply"],
    ['272', 'the guidelines of the plan were not met'],
  ),
  ...routes(
    'benefit-limit',
    ['35', 'the benefit for a lifetime is used up'],
    ['96 M86', 'paid once already within the time in which the plan pays once'],
    ['96 N362', 'more days or units than the payer takes'],
    ['119', 'the benefit for this time is used up'],
    ['149', 'the benefit for a lifetime is used up, for this kind of service'],
    ['222', 'more hours, days or units than the contract gives the provider'],
    ['273', 'more than the guidelines of the plan allow'],
    ['B14', 'one visit a day is paid to a provider'],
  ),
  ...routes(
    'other',
    [
      '133',
      'the payer has not decided yet',
      'Wait for its decision, which comes in another remittance: do not send the claim again.',
    ],
    ['147', "the payer finds no rate in force in the provider's contract"],
    ['163', 'the attachment that the claim names did not come'],
    ['164', 'the attachment came too late'],
    ['170', 'not paid to this kind of provider: look at licence, credentials and supervisor'],
    ['183', 'the referring provider may not refer for this'],
    ['184', 'the ordering provider may not order this'],
    ['185', 'the rendering provider may not render this: look at his enrolment'],
    ['193', 'the payer looked at it again and keeps to its decision'],
    ['208', 'the payer does not know this NPI: look at the enrolment'],
    ['226', 'the payer asked the provider for something and got nothing, or not all'],
    ['250', 'the attachment is not the one that was asked for'],
    ['251', 'the attachment is not complete'],
    ['252', 'an attachment is needed: send the records'],
    ['256', "the contract's terms do not pay it"],
    ['A1', 'denied; only the remark codes say why'],
    ['B7', 'the provider was not enrolled or certified for this on that day'],
  ),
];
