// What is deployed, as data: each function by the name of its folder, what calls it, what it needs, what it may touch.

export const machineNames = ['claim', 'ingest-batch'] as const;
export type MachineName = (typeof machineNames)[number];

/** Why a payer did not pay: each has a queue of follow-up work. */
const denialCategories = [
  'coverage',
  'authorization',
  'coding',
  'timely-filing',
  'duplicate',
  'medical-necessity',
  'benefit-limit',
  'other',
] as const;

export const followUpQueues = [
  'unmatched',
  'overdue',
  ...denialCategories.map((category) => `denial-${category}` as const),
] as const;
export const queueNames = ['arrivals', ...followUpQueues] as const;
export type QueueName = (typeof queueNames)[number];

export type IndexName = 'status' | 'ready' | 'due';

/** The bucket of a key is told from its first part. */
const prefixes = {
  'inbox/': 'inbox',
  'names/': 'edi',
  'archive/': 'edi',
  'batches/': 'edi',
  'edi/out/': 'edi',
  'edi/eligibility/': 'edi',
  'clearinghouse/': 'edi',
  'mailbox/': 'edi',
  'simulator/': 'edi',
  'receipts/': 'edi',
  'documents/statements/': 'documents',
} as const;
export type Prefix = keyof typeof prefixes;
export type BucketName = (typeof prefixes)[Prefix];
export const prefixNames = Object.keys(prefixes) as readonly Prefix[];
export const bucketOf = (prefix: Prefix): BucketName => prefixes[prefix];

/** What is put under these fits in one request: a name, an inquiry, a receipt, a statement, a body that the API takes. */
const smallPrefixes: readonly Prefix[] = ['names/', 'edi/eligibility/', 'receipts/', 'documents/statements/', 'inbox/'];
export const isPutInParts = (prefix: Prefix): boolean => !smallPrefixes.includes(prefix);

/** What arrives under these is announced on the arrivals queue. */
export const arrivalPrefixes = ['inbox/', 'clearinghouse/'] as const satisfies readonly Prefix[];

export type Trigger =
  | { readonly is: 'task'; readonly of: MachineName }
  | { readonly is: 'queue'; readonly queue: QueueName; readonly batchSize: number; readonly mostAtOnce: number }
  /** New items of the table whose sort key begins so. */
  | { readonly is: 'stream'; readonly sortKeyBegins: string; readonly batchSize: number }
  /** As often as the stage says. */
  | { readonly is: 'schedule' }
  /** Every request to the HTTP API: its routes are the function's own. */
  | { readonly is: 'api' }
  /** Another function, or a person with the right to. */
  | { readonly is: 'call' };

/** A write of the store. `check` is of an item that the transaction looks at and leaves as it is. */
export type ItemWrite = 'put' | 'delete' | 'check';

/** The ports that a function uses, and what of them. What is not named, it may not touch. */
export interface Touches {
  /** Who writes reads, too. */
  readonly items?: 'read' | readonly ItemWrite[];
  readonly indexes?: readonly IndexName[];
  /** `put` looks at what is there, too. */
  readonly objects?: { readonly [P in Prefix]?: 'get' | 'put' };
  /** Where it lists, or asks for what may well not be there: S3 says so to nobody who may not list the bucket. */
  readonly lists?: readonly Prefix[];
  readonly sends?: readonly QueueName[];
  readonly starts?: readonly MachineName[];
  /** Machines whose waiting tasks it may end. */
  readonly answers?: readonly MachineName[];
  readonly publishes?: true;
  readonly clearinghouse?: 'send' | 'collect' | 'ask';
  readonly calls?: readonly string[];
  /** It tells by their tokens who calls, and writes down what they see and change. */
  readonly callers?: true;
}

export interface Wired {
  readonly triggers: readonly Trigger[];
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly touches: Touches;
  /** Only the sandbox has it. */
  readonly sandboxOnly?: true;
}

/** What somebody with every right uses: who runs the sandbox from his own machine. */
export const everything: Touches = {
  items: ['put', 'delete', 'check'],
  objects: { 'inbox/': 'put', 'edi/out/': 'put', 'documents/statements/': 'put' },
  sends: queueNames,
  starts: machineNames,
  publishes: true,
  clearinghouse: 'ask',
};

const claimTask = { is: 'task', of: 'claim' } as const;
const batchTask = { is: 'task', of: 'ingest-batch' } as const;
const schedule = { is: 'schedule' } as const;

/** A step of one claim reads and writes that claim. */
const step = (touches: Touches = {}): Wired => ({
  triggers: [claimTask],
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  touches: { items: ['put'], ...touches },
});

/** A step after a wait, which it takes away. */
const stepAfterWait = (touches: Touches = {}): Wired => step({ items: ['put', 'delete'], ...touches });

/** A step of an upload works on a whole file or a chunk of it. */
const batchStep = (touches: Touches, memoryMegabytes = 512): Wired => ({
  triggers: [batchTask],
  memoryMegabytes,
  timeoutSeconds: 300,
  touches,
});

const job = (touches: Touches): Wired => ({
  triggers: [schedule],
  memoryMegabytes: 1024,
  timeoutSeconds: 840,
  touches,
});

export const wiring = {
  'take-up-claim': stepAfterWait({ answers: ['claim'] }),
  'verify-eligibility': step({ objects: { 'edi/eligibility/': 'put' }, clearinghouse: 'ask' }),
  'scrub-claim': step(),
  'submit-claim': step(),
  'await-mail': step({ answers: ['claim'] }),
  // An accepted void tells the claim that it takes back.
  'read-acknowledgement': stepAfterWait({ answers: ['claim'] }),
  'post-payment': stepAfterWait({ answers: ['claim'] }),
  'open-follow-up': step(),
  'generate-statement': {
    ...step({ objects: { 'documents/statements/': 'put' } }),
    memoryMegabytes: 1024,
  },
  'close-claim': step({ answers: ['claim'] }),
  'set-aside-claim': stepAfterWait(),

  'split-upload': batchStep({ items: ['put'], objects: { 'archive/': 'get', 'batches/': 'put' } }, 2048),
  // What earlier readings have made of the records is looked up.
  'open-claims': batchStep({
    items: ['put', 'delete'],
    indexes: ['status'],
    objects: { 'batches/': 'get' },
    lists: ['batches/'],
  }),
  'start-claims': batchStep({
    items: 'read',
    objects: { 'batches/': 'get' },
    lists: ['batches/'],
    starts: ['claim'],
  }),
  'report-batch': batchStep({ items: ['put', 'delete'] }),
  'quarantine-upload': batchStep({ items: ['put'] }),

  receive: {
    // One file a call: a large one costs its neighbours no delivery.
    triggers: [{ is: 'queue', queue: 'arrivals', batchSize: 1, mostAtOnce: 10 }],
    memoryMegabytes: 2048,
    timeoutSeconds: 300,
    touches: {
      items: ['put'],
      objects: { 'inbox/': 'get', 'clearinghouse/': 'get', 'names/': 'get', 'archive/': 'put', 'edi/out/': 'get' },
      // A file need not have a name.
      lists: ['names/'],
      answers: ['claim'],
    },
  },
  'dispatch-outbox': {
    triggers: [{ is: 'stream', sortKeyBegins: 'OUTBOX#', batchSize: 100 }, schedule],
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    touches: {
      items: ['put', 'delete'],
      indexes: ['ready'],
      sends: queueNames,
      starts: machineNames,
      publishes: true,
    },
  },

  'deliver-webhooks': {
    triggers: [{ is: 'stream', sortKeyBegins: 'DELIVERY#', batchSize: 100 }, schedule],
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    // Beside these, the internet.
    touches: { items: ['put', 'delete'], indexes: ['status', 'due'] },
  },

  'transmit-claims': job({
    items: ['put', 'check'],
    indexes: ['ready'],
    objects: { 'edi/out/': 'put' },
    lists: ['edi/out/'],
    answers: ['claim'],
    clearinghouse: 'send',
  }),
  'collect-files': job({
    objects: { 'clearinghouse/': 'put', 'names/': 'put' },
    clearinghouse: 'collect',
  }),
  'end-due-waits': job({ items: ['put', 'delete'], indexes: ['due'], answers: ['claim'] }),
  'reconcile-remittances': job({ items: ['put'], indexes: ['ready'] }),

  api: {
    triggers: [{ is: 'api' }],
    memoryMegabytes: 1024,
    timeoutSeconds: 29,
    touches: {
      callers: true,
      items: ['put', 'delete'],
      indexes: ['status', 'ready', 'due'],
      objects: {
        'inbox/': 'put',
        'names/': 'put',
        // What it signs links to.
        'archive/': 'get',
        'edi/out/': 'get',
        'edi/eligibility/': 'put',
        'documents/statements/': 'get',
        // A conflict that is accepted lies there.
        'batches/': 'get',
        // Of the audit record: outside of the table, which it proves.
        'receipts/': 'put',
      },
      // The questions that were asked of a claim, and the last receipt.
      lists: ['edi/eligibility/', 'receipts/'],
      answers: ['claim'],
      clearinghouse: 'ask',
    },
  },

  'simulate-clearinghouse': {
    triggers: [{ is: 'call' }],
    memoryMegabytes: 2048,
    timeoutSeconds: 300,
    touches: { items: ['put', 'delete', 'check'], objects: { 'simulator/': 'put' } },
    sandboxOnly: true,
  },
  'advance-clock': {
    triggers: [{ is: 'call' }],
    memoryMegabytes: 1024,
    timeoutSeconds: 900,
    touches: {
      items: ['put'],
      indexes: ['status', 'ready', 'due'],
      lists: ['inbox/', 'clearinghouse/'],
      clearinghouse: 'ask',
      calls: ['transmit-claims', 'collect-files', 'end-due-waits'],
    },
    sandboxOnly: true,
  },
} as const satisfies Readonly<Record<string, Wired>>;
export type FunctionName = keyof typeof wiring;

export const functionNames = Object.keys(wiring) as readonly FunctionName[];

/** Its entry, without what the literal narrows. */
export const wired = (name: FunctionName): Wired => wiring[name];

/** The placeholder that stands for a function in the state machines. */
export const placeholderOf = (name: string): string =>
  name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());

/** The function that a queue's messages call; undefined where people read it. */
export const readerOf = (queue: QueueName): FunctionName | undefined =>
  functionNames.find((name) =>
    wired(name).triggers.some((trigger) => trigger.is === 'queue' && trigger.queue === queue),
  );
