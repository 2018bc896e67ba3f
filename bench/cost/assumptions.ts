// What a run on one machine cannot tell. Each is a round figure on the dear side; docs/cost.md says what a claim costs otherwise.

/** How long a function waits for each call of a port, one after the other though some are made side by side. */
export const portMilliseconds = {
  itemRead: 5,
  itemWrite: 10,
  objectPut: 30,
  objectGet: 20,
  queueSend: 10,
  eventPublish: 15,
  workflowCall: 20,
  /** The answer of a payer to a 270, asked in real time. */
  payerAnswer: 3_000,
} as const;

export const assumptions = {
  /**
   * A call's own work at half a gigabyte, which has 0.29 of a core: parsing, deciding, logging. Measured here: 3 ms of a
   * whole core, with all that the one-machine home does beside it.
   */
  ownMilliseconds: 15,
  /** Of a hundred calls so many start a new process … */
  coldStartShare: 0.05,
  /** … which takes so long, and is billed. */
  coldStartMilliseconds: 600,
  /** START, END, REPORT and the line that says how the call ended. */
  logBytesACall: 1_000,
  /** A line of a workflow's log, for each event of its history, without data. */
  logBytesAnEvent: 450,
  /** Logs are kept compressed. */
  logCompression: 0.15,
  /** A line of a bucket's access log, and one of the API's. */
  accessLogBytes: 600,
  /** The rest is spared by bucket keys. */
  keyRequestsAnObjectRequest: 0.01,
  /** A trace is recorded for each execution and for each call from elsewhere: more than by X-Ray's rule at any volume. */
  tracedShare: 1,
} as const;
