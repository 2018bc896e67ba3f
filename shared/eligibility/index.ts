export type { EligibilityAnswer } from './eligibility.ts';
