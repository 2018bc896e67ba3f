/** The practice whose data may be touched: the first argument of everything that reads or writes a practice's data. */
export interface PracticeScope {
  readonly practiceId: string;
}

/** Who does it: a step of the pipeline, or a person. */
export type Actor = { readonly kind: 'pipeline' } | { readonly kind: 'person'; readonly userId: string };
