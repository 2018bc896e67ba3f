import type {
  EligibilityInquiry270,
  InquiredDependent,
  InquiredSource,
  InquiredSubscriber,
} from '../../shared/guides/eligibility-270.ts';
import type {
  AnsweredDependent,
  AnsweredSubscriber,
  AnsweringSource,
  Benefit,
  EligibilityResponse271,
} from '../../shared/guides/eligibility-271.ts';
import { addDays, dayOf, timeOf } from '../calendar.ts';
import { type Context, effectsOf } from '../context.ts';
import type { Effects } from '../scenarios.ts';
import { beginWork } from '../work.ts';
import { type Asked, benefitsFor, inactiveBenefits } from './benefits.ts';

/** The 271 that answers a 270. */
export async function respond(
  context: Context,
  now: Date,
  inquiry: EligibilityInquiry270,
): Promise<EligibilityResponse271> {
  const { reference } = inquiry.transaction;
  const sources: AnsweringSource[] = [];
  for (const source of inquiry.sources) sources.push(await answerFor(context, now, source));
  return {
    transaction: {
      structure: '0022',
      purpose: '11',
      ...(reference !== undefined && { reference }),
      date: dayOf(now),
      time: timeOf(now),
    },
    sources,
  };
}

async function answerFor(context: Context, now: Date, { source, receivers }: InquiredSource): Promise<AnsweringSource> {
  const { name } = source;
  const answered: AnsweringSource['receivers'] = [];
  for (const { receiver, subscribers } of receivers) {
    const members: AnsweredSubscriber[] = [];
    for (const subscriber of subscribers) members.push(await answerMember(context, now, name.id, subscriber));
    answered.push({
      level: { level: '21' },
      receiver: { name: receiver.name, references: [], rejections: [] },
      subscribers: members,
    });
  }
  return {
    level: { level: '20' },
    rejections: [],
    source: { name, contacts: [], rejections: [] },
    receivers: answered,
  };
}

/** What both a subscriber and a dependent are answered with, beside their names. */
const nothingMore = { references: [], rejections: [], dates: [], benefits: [] };

// 75: the member is not found; C: correct and ask again.
const notFound = [{ valid: 'N', reason: '75', followUp: 'C' }] as const;

async function answerMember(
  context: Context,
  now: Date,
  payerId: string,
  { traces, subscriber, dependents }: InquiredSubscriber,
): Promise<AnsweredSubscriber> {
  const { name, demographics } = subscriber;
  const memberId = name.id ?? '';
  const { coverage } = effectsOf(context, memberId, payerId);
  const isFound = coverage !== 'not-found' && memberId !== '';
  const answer = {
    level: { level: '22' as const },
    traces: traces.map((trace) => ({ ...trace, type: '2' as const })),
    subscriber: { ...nothingMore, name, ...(demographics && { demographics }) },
    dependents: [],
  };
  if (!isFound) return { ...answer, subscriber: { ...answer.subscriber, rejections: [...notFound] } };
  const asked = { context, work: beginWork(context.store), payerId, memberId, now };
  if (dependents.length === 0) {
    const benefits = await benefitsOf(coverage, asked, subscriber.dates);
    return { ...answer, subscriber: { ...answer.subscriber, benefits } };
  }
  const answered: AnsweredDependent[] = [];
  for (const dependent of dependents) {
    const { name: patient, demographics: known, dates } = dependent.dependent;
    const who = { first: patient.first, birthDate: known?.birthDate ?? '' };
    const benefits = await benefitsOf(coverage, { ...asked, dependent: who }, dates);
    answered.push(answerDependent(dependent, benefits));
  }
  return { ...answer, dependents: answered };
}

async function benefitsOf(
  coverage: Effects['coverage'],
  asked: Asked,
  dates: InquiredSubscriber['subscriber']['dates'],
): Promise<Benefit[]> {
  if (coverage === 'inactive') return inactiveBenefits();
  if (coverage !== 'lapsed') return benefitsFor(asked);
  const day = dates.find(({ qualifier }) => qualifier === '291')?.date.slice(0, 8) ?? dayOf(asked.now);
  return benefitsFor({ ...asked, lastDay: addDays(day, -1) });
}

function answerDependent(
  { traces, dependent }: InquiredDependent,
  benefits: AnsweredDependent['dependent']['benefits'],
): AnsweredDependent {
  const { name, demographics } = dependent;
  return {
    level: { level: '23' },
    traces: traces.map((trace) => ({ ...trace, type: '2' })),
    dependent: { ...nothingMore, name, ...(demographics && { demographics }), benefits },
  };
}
