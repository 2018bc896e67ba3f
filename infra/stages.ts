// The one configuration of what is deployed. Change it here; nothing is asked on the command line.

import { type ClientScope, clientScopes } from './access.ts';

/** The functions that run on a schedule. */
export type ScheduledName =
  | 'transmit-claims'
  | 'collect-files'
  | 'end-due-waits'
  | 'reconcile-remittances'
  | 'dispatch-outbox'
  | 'deliver-webhooks';

export interface Stage {
  readonly name: 'sandbox' | 'production';
  /** What tables, buckets, keys and logs do when the stack is deleted. `delete` deletes buckets only once they are empty. */
  readonly onRemoval: 'keep' | 'delete';
  /** Practices, providers and payers; a path in the repository. */
  readonly configuration: string;
  /** Sandbox only: how the simulated payers behave. */
  readonly simulation?: string;
  /** Sandbox only: what ids are made from. In production a secret is generated and kept. */
  readonly seed?: number;
  /** Years for which files that were exchanged, and documents for patients, are kept before they are deleted. */
  readonly retentionYears: { readonly edi: number; readonly documents: number };
  /** Days for which an upload stays in the inbox: what was received of it is in the archive. */
  readonly inboxDays: number;
  /** Nobody, in `compliance` mode not even the account's owner, deletes files and documents before so many years. */
  readonly objectLock?: { readonly mode: 'governance' | 'compliance'; readonly years: number };
  /** As CloudWatch allows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, … */
  readonly logRetentionDays: number;
  /** Days for which published events can be replayed; left out, none are kept. */
  readonly eventArchiveDays?: number;
  /** Whom alarms are mailed to; each has to confirm once. */
  readonly alarmRecipients: readonly string[];
  /**
   * Programs that may call the API, each with a client id and a secret of its own, and what their tokens are for. In
   * which practices, an administrator says.
   */
  readonly programs: readonly { readonly name: string; readonly scopes: readonly ClientScope[] }[];
  /** Where docs/runbook.md can be read by whoever gets an alarm. */
  readonly runbook: string;
  /** What all callers together may send, and of that, on average of ten seconds, one of them. */
  readonly apiThrottle: {
    readonly requestsPerSecond: number;
    readonly burst: number;
    readonly callerRequestsPerSecond: number;
  };
  /** Minutes between two runs. Left out, the function is not scheduled. */
  readonly everyMinutes: { readonly [Name in ScheduledName]?: number };
  /** Days without a file after which the clearinghouse counts as silent; left out, nobody is told. */
  readonly clearinghouseSilentDays?: number;
  readonly powertoolsLogLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
}

export const stages: readonly Stage[] = [
  {
    name: 'sandbox',
    onRemoval: 'delete',
    configuration: 'examples/claimwright.json',
    simulation: 'examples/simulation.json',
    seed: 1,
    retentionYears: { edi: 1, documents: 1 },
    inboxDays: 30,
    logRetentionDays: 30,
    alarmRecipients: [],
    programs: [{ name: 'ehr', scopes: Object.keys(clientScopes) as ClientScope[] }],
    runbook: 'docs/runbook.md',
    apiThrottle: { requestsPerSecond: 20, burst: 40, callerRequestsPerSecond: 10 },
    // Its clock is moved by hand, and advance-clock runs what is due: by the wall clock it would run at other times.
    everyMinutes: { 'dispatch-outbox': 5, 'deliver-webhooks': 1 },
    powertoolsLogLevel: 'INFO',
  },
  {
    name: 'production',
    onRemoval: 'keep',
    // Replace the example by your own before you deploy.
    configuration: 'examples/claimwright.json',
    // What plans of Medicare Advantage and Medicaid ask for: ten years (42 CFR 422.504(d), 438.3(u)).
    retentionYears: { edi: 10, documents: 10 },
    inboxDays: 90,
    logRetentionDays: 2192,
    eventArchiveDays: 365,
    alarmRecipients: [],
    programs: [],
    runbook: 'docs/runbook.md',
    apiThrottle: { requestsPerSecond: 50, burst: 100, callerRequestsPerSecond: 25 },
    // What the clearinghouse puts into the bucket announces itself: nothing has to be collected.
    everyMinutes: {
      'transmit-claims': 60,
      'end-due-waits': 60,
      'reconcile-remittances': 15,
      'dispatch-outbox': 5,
      'deliver-webhooks': 1,
    },
    clearinghouseSilentDays: 1,
    powertoolsLogLevel: 'INFO',
  },
];
