// Who may import whom. Where a folder is not listed in `may`, nothing in it may import our code: add a row.
// test/ and bench/ may import everything and are imported by nobody.

const words = ['shared/money.ts', 'shared/npi.ts', 'shared/result.ts', 'shared/safe-error.ts'];

// Downwards only: a layer sees the layers after it, and a folder never its neighbour.
const layers = [
  ['reports'],
  ['accounts', 'denials', 'documents'],
  ['remittance'],
  ['ledger', 'eligibility', 'edits', 'webhooks'],
  ['claims'],
].map((layer) => layer.map((folder) => `shared/${folder}/`));
const domain = layers.flat();

/** Each folder, and what of ours it may import beside itself. */
const may = {
  'shared/x12/': ['shared/money.ts', 'shared/result.ts'],
  'shared/guides/': ['shared/x12/', 'shared/money.ts', 'shared/npi.ts'],
  ...Object.fromEntries(
    layers.flatMap((layer, depth) => layer.map((folder) => [folder, [...words, ...layers.slice(depth + 1).flat()]])),
  ),
  'shared/access/': words,
  'shared/exchange/': [...words, ...domain, 'shared/guides/', 'shared/x12/'],
  'shared/ports/': words,
  'shared/adapters/': [...words, 'shared/ports/'],
  'shared/repositories/': [...words, ...domain, 'shared/access/', 'shared/ports/'],
  'shared/use-cases/': [
    ...words,
    ...domain,
    'shared/access/',
    'shared/exchange/',
    'shared/repositories/',
    'shared/ports/',
  ],
  'shared/timekeeping/': [...words, 'shared/ports/', 'shared/repositories/', 'shared/use-cases/'],
  'functions/': ['shared/', 'simulator/'],
  'local/': ['shared/', 'simulator/', 'functions/'],
  'simulator/': ['shared/x12/', 'shared/guides/', 'shared/exchange/', 'shared/money.ts'],
  'infra/': [],
};

const ours = '^(shared|functions|local|simulator|infra|console|statemachines|examples|docs|bench|test)/';
const tests = '^(test|bench)/';
const startsWith = (paths) => paths.map((path) => `^${path.replace('.', '\\.')}${path.endsWith('/') ? '' : '$'}`);
const packages = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;
const builtins = (...names) => `^(node:)?(${names.join('|')})(/|$)`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    ...Object.entries(may).map(([folder, allowed]) =>
      forbid(
        `from-${folder.slice(0, -1).replace('/', '-')}`,
        `${folder} may import ${allowed.join(', ') || 'none of our code'}`,
        { path: startsWith([folder]) },
        { path: ours, pathNot: startsWith([folder, ...allowed]) },
      ),
    ),
    forbid('from-words', 'The words that everyone shares import nothing.', { path: startsWith(words) }, { path: '.' }),
    forbid(
      'from-unlisted',
      'What this folder may import is not said: add it to `may` in .dependency-cruiser.js.',
      { path: '^shared/', pathNot: startsWith([...words, ...Object.keys(may)]) },
      { path: '.' },
    ),
    forbid(
      'shared-does-no-io',
      'shared/ does not know where it runs: files, sockets and processes are behind the ports.',
      { path: '^shared/' },
      {
        path: builtins(
          'fs',
          'net',
          'tls',
          'dgram',
          'http',
          'https',
          'http2',
          'child_process',
          'worker_threads',
          'timers',
        ),
      },
    ),
    forbid(
      'adapters-from-services',
      'The AWS adapters are built in functions/services.ts and nowhere else.',
      { pathNot: ['^functions/services\\.ts$', '^functions/adapters/', tests] },
      { path: '^functions/adapters/' },
    ),
    forbid(
      'aws-sdk-in-adapters',
      'The AWS SDK appears in functions/adapters only.',
      { pathNot: ['^functions/adapters/', tests, '^node_modules/'] },
      { path: packages('@aws-sdk', '@smithy', 'aws-sdk') },
    ),
    forbid(
      'cdk-in-infra',
      'aws-cdk-lib appears in infra only.',
      { pathNot: ['^infra/', tests, '^node_modules/'] },
      { path: packages('aws-cdk-lib', 'aws-cdk', '@aws-cdk', 'constructs', 'cdk-nag') },
    ),
    forbid(
      'sqlite-in-local',
      'node:sqlite appears in local only.',
      { pathNot: ['^local/', tests, '^node_modules/'] },
      { path: builtins('sqlite') },
    ),
    forbid('no-cycles', 'Modules form no cycle, types included.', {}, { circular: true }),
    forbid('could-not-resolve', 'What is imported exists.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '^(coverage|dist|cdk\\.out|\\.claimwright|\\.tools|\\.git)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
