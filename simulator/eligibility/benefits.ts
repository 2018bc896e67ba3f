import type { Benefit } from '../../shared/guides/eligibility-271.ts';
import { excess } from '../adjudication/line.ts';
import { dayOf } from '../calendar.ts';
import type { Context } from '../context.ts';
import { deductibleUsed } from '../deductible.ts';
import type { Work } from '../work.ts';

interface Asked {
  readonly context: Context;
  readonly work: Work;
  readonly payerId: string;
  readonly memberId: string;
  readonly dependent?: { readonly first: string | undefined; readonly birthDate: string };
  readonly now: Date;
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

export function inactiveBenefits(): Benefit[] {
  return [benefit({ information: '6' })];
}

/** Active coverage, and what the patient pays: deductible and what is left of it, coinsurance, copays. */
export async function benefitsFor(asked: Asked): Promise<Benefit[]> {
  const { context, work, payerId, now } = asked;
  const { name, benefits } = context.behaviourOf(payerId);
  const { deductible, coinsurancePercent, copays } = benefits;
  const used = await deductibleUsed(work, asked, dayOf(now));
  // 23: of the calendar year; 29: what remains.
  return [
    benefit({ information: '1', plan: name ?? 'HEALTH PLAN' }),
    benefit({ information: 'C', timePeriod: '23', amount: deductible }),
    benefit({ information: 'C', timePeriod: '29', amount: excess(deductible, used) }),
    benefit({ information: 'A', share: coinsurancePercent / 100 }),
    ...copays.map(({ amount }) => benefit({ information: 'B', timePeriod: '27', amount }, '98')),
  ];
}
