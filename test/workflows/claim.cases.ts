import { claimAnswers } from './claim-answers.cases.ts';
import { claimFailures } from './claim-failures.cases.ts';
import { claimGenerations } from './claim-generations.cases.ts';
import { claimHolds } from './claim-holds.cases.ts';
import { claimSetAside } from './claim-set-aside.cases.ts';
import type { WorkflowCases } from './workflow-case.ts';

export const claimCases: WorkflowCases = {
  machine: 'claim',
  input: { practiceId: 'practice-1', claimId: 'ABCDEFGHJKLMNPQ', generation: 1 },
  cases: [...claimHolds, ...claimAnswers, ...claimGenerations, ...claimFailures, ...claimSetAside],
};
