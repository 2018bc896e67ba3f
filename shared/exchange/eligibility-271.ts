import type { EligibilityAnswer } from '../eligibility/index.ts';
import {
  type AnsweredSubscriber,
  type AnsweringSource,
  type Benefit,
  type EligibilityResponse271,
  eligibilityResponse271,
} from '../guides/eligibility-271.ts';
import { readValues } from '../x12/index.ts';
import { type CoverageDates, type CoverageGap, coverageGap, nearestGap } from './coverage-dates.ts';
import type { Loose } from './loose.ts';

type Eb = Loose<Benefit['benefit']>;

/** What a payer says of a benefit, and where its dates leave out the day that was asked about. */
type Said = Eb & { readonly gap: CoverageGap | undefined };

type Verdict = Pick<EligibilityAnswer, 'coverage' | 'coveredUntil' | 'coveredFrom'>;
type Rejections = readonly { readonly reason?: string | undefined }[] | undefined;

const active = ['1', '2', '3', '4', '5'];
const inactive = ['6', '7', '8'];

/** AAA03: nobody at the payer answers to what was said of the patient. */
const notFound = ['58', '64', '65', '67', '68', '71', '72', '73', '75', '76', '77', '78'];

/**
 * What a 271 says of the one patient that was asked about, on the day (ISO) that was asked about. Whatever else comes
 * back says nothing: `unknown`.
 */
export function readEligibilityAnswer(file: string | Uint8Array, serviceDate: string): EligibilityAnswer {
  const { interchanges } = readValues(file, [eligibilityResponse271]);
  const values = interchanges
    .flatMap((interchange) => interchange.groups)
    .flatMap((group) => group.transactions)
    .map(({ value }) => value as Loose<EligibilityResponse271> | undefined);
  const sources = values.flatMap((value) => value?.sources ?? []);
  const subscribers = sources
    .flatMap((source) => source.receivers ?? [])
    .flatMap((receiver) => receiver.subscribers ?? []);
  const rejectCodes = [
    ...new Set(rejectionsOf(sources, subscribers).flatMap(({ reason }) => (reason ? [reason] : []))),
  ];
  const benefits = subscribers.flatMap((subscriber) => benefitsOf(subscriber, serviceDate));
  const plan = benefits.find((benefit) => isActive(benefit) && benefit.gap === undefined)?.plan;
  return {
    ...verdictOf(benefits, rejectCodes),
    rejectCodes,
    ...(plan && { planName: plan }),
  };
}

function verdictOf(benefits: readonly Said[], rejectCodes: readonly string[]): Verdict {
  // What is said of the whole plan counts before what is said of one kind of care.
  const ofPlan = benefits.filter(({ serviceTypes = [] }) => serviceTypes.length === 0 || serviceTypes.includes('30'));
  for (const said of [ofPlan, benefits]) {
    const gaps = said.filter(isActive).map(({ gap }) => gap);
    if (gaps.includes(undefined)) return { coverage: 'active' };
    const isInactive = said.some(({ information }) => inactive.includes(information ?? ''));
    if (isInactive || gaps.length > 0) return { coverage: 'inactive', ...nearestGap(gaps.flatMap((gap) => gap ?? [])) };
  }
  return { coverage: rejectCodes.some((code) => notFound.includes(code)) ? 'patient-not-found' : 'unknown' };
}

function isActive({ information = '' }: Eb): boolean {
  return active.includes(information);
}

/** A dependent's benefits, when it was a dependent who was asked about: a subscriber's dates are not a dependent's. */
function benefitsOf({ subscriber, dependents = [] }: Loose<AnsweredSubscriber>, day: string): Said[] {
  const patients = dependents.length > 0 ? dependents.map(({ dependent }) => dependent) : [subscriber];
  return patients.flatMap((patient) => {
    const ofPatient: CoverageDates = patient?.dates ?? [];
    return (patient?.benefits ?? []).flatMap(({ benefit, dates = [] }) =>
      benefit ? [{ ...benefit, gap: coverageGap(day, dates, ofPatient) }] : [],
    );
  });
}

function rejectionsOf(sources: readonly Loose<AnsweringSource>[], subscribers: readonly Loose<AnsweredSubscriber>[]) {
  const levels: Rejections[] = [
    ...sources.flatMap((source) => [
      source.rejections,
      source.source?.rejections,
      ...(source.receivers ?? []).map(({ receiver }) => receiver?.rejections),
    ]),
    ...subscribers.flatMap(({ subscriber, dependents = [] }) => [
      subscriber?.rejections,
      ...(subscriber?.benefits ?? []).map(({ rejections }) => rejections),
      ...dependents.flatMap(({ dependent }) => [
        dependent?.rejections,
        ...(dependent?.benefits ?? []).map(({ rejections }) => rejections),
      ]),
    ]),
  ];
  return levels.flatMap((rejections) => rejections ?? []);
}
