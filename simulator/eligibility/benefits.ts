import type { Benefit } from '../../shared/guides/eligibility-271.ts';
import { excess } from '../adjudication/line.ts';
import { addDays, type Day, dayOf } from '../calendar.ts';
import type { Context } from '../context.ts';
import { deductibleUsed } from '../deductible.ts';
import type { Work } from '../work.ts';

export interface Asked {
  readonly context: Context;
  readonly work: Work;
  readonly payerId: string;
  readonly memberId: string;
  readonly dependent?: { readonly first: string | undefined; readonly birthDate: string };
  readonly now: Date;
  /** On which coverage ended. */
  readonly lastDay?: Day;
}

type Information = Benefit['benefit'];

/** Service type 30: the plan as a whole; 98: a visit to the doctor. */
function benefit(about: Omit<Information, 'serviceTypes'>, serviceType: '30' | '98' = '30'): Benefit {
  return {
    benefit: { coverageLevel: 'IND', ...about, serviceTypes: [serviceType] },
    deliveries: [],
    references: [],
    dates: [],
    rejections: [],
    messages: [],
    details: [],
  };
}

/** 291: the plan, in its last year. */
function yearUntil(lastDay: Day): Benefit['dates'][number] {
  return { qualifier: '291', format: 'RD8', date: `${addDays(lastDay, -364)}-${lastDay}` };
}

export function inactiveBenefits(): Benefit[] {
  return [benefit({ information: '6' })];
}

/** Active coverage, and what the patient pays: deductible and what is left of it, coinsurance, copays. */
export async function benefitsFor(asked: Asked): Promise<Benefit[]> {
  const { context, work, payerId, now, lastDay } = asked;
  const { name, benefits } = context.behaviourOf(payerId);
  const { deductible, coinsurancePercent, copays } = benefits;
  const used = await deductibleUsed(work, asked, dayOf(now));
  const plan = benefit({ information: '1', plan: name ?? 'HEALTH PLAN' });
  // 23: of the calendar year; 29: what remains.
  return [
    lastDay === undefined ? plan : { ...plan, dates: [yearUntil(lastDay)] },
    benefit({ information: 'C', timePeriod: '23', amount: deductible }),
    benefit({ information: 'C', timePeriod: '29', amount: excess(deductible, used) }),
    benefit({ information: 'A', share: coinsurancePercent / 100 }),
    ...copays.map(({ amount }) => benefit({ information: 'B', timePeriod: '27', amount }, '98')),
  ];
}
