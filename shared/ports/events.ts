/** What happened, told to whoever listens. Carries identifiers alone. */
export interface DomainEvent {
  readonly id: string;
  readonly type: `${'claim' | 'batch' | 'remittance' | 'file'}.${string}`;
  /** ISO date and time in UTC. */
  readonly at: string;
  readonly detail: { readonly [name: string]: string | number | boolean };
}

export interface Events {
  publish(events: readonly DomainEvent[]): Promise<void>;
}
