import type { Cents } from '../money.ts';
import type { Fault, FindingRule, FindingSegmentRule } from '../x12/notation.ts';

/** Rules over the statuses (STC) of a 277CA: what is acknowledged is accepted or rejected, and not both. */

interface Coded {
  readonly category: string;
}

interface Status {
  readonly first: Coded;
  readonly second?: Coded;
  readonly third?: Coded;
  readonly action?: 'U' | 'WQ';
  readonly charge?: Cents;
}

/** What the categories say of themselves, the action must not take back. */
const contraries: Readonly<Record<'U' | 'WQ', readonly string[]>> = { U: ['A2'], WQ: ['A3', 'A6', 'A7', 'A8'] };

/** Where the first category speaks against the action, it is the action that is wrong. */
export const actionFits: FindingSegmentRule<Status> = {
  says: 'a rejected status (A3, A6, A7, A8) has the action U, an accepted one (A2) WQ',
  level: 'situation',
  faults: (status) => {
    const contrary = status.action && contraries[status.action];
    if (!contrary) return [];
    if (contrary.includes(status.first.category)) return ['action'];
    return (['second', 'third'] as const).flatMap((which) =>
      contrary.includes(status[which]?.category ?? '') ? [`${which}.category`] : [],
    );
  },
};

/** Several statuses say why, or what else; what became of the claim each of them says. */
export const actionsAgree: FindingRule<{ readonly statuses: readonly Status[] }> = {
  says: 'all statuses of a claim or level reject it (U), or all accept it (WQ)',
  level: 'situation',
  given: { statuses: true },
  faults: ({ statuses: [first, ...others] }) => faultsOf(others, (status) => status.action !== first?.action, 'action'),
};

export const chargesAgree: FindingRule<{ readonly statuses: readonly Status[] }> = {
  says: 'all statuses of a claim or level tell its whole charge',
  level: 'situation',
  given: { statuses: true },
  faults: ({ statuses: [first, ...others] }) =>
    faultsOf(
      others,
      ({ charge }) => charge !== undefined && first?.charge !== undefined && charge !== first.charge,
      'charge',
    ),
};

function faultsOf(statuses: readonly Status[], isFault: (status: Status) => boolean, element: string): Fault[] {
  return statuses.flatMap((status): Fault[] => (isFault(status) ? [[status, element]] : []));
}
