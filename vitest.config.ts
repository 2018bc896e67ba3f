import { configDefaults, defineConfig } from 'vitest/config';

/** These set up how a process logs and measures, which a process does once. */
const ownProcess = ['test/functions/middleware.test.ts', 'test/functions/receive.test.ts'];

export default defineConfig({
  test: {
    // What functions log is not what tests look at.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    // By default one core would be left to whoever watches.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: { include: ['shared/**', 'local/**', 'functions/**', 'simulator/**'] },
    projects: [
      { extends: true, test: { name: 'own process', include: ownProcess } },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['test/**/*.test.ts'],
          // These need an AWS endpoint: vitest.aws.config.ts.
          exclude: [...configDefaults.exclude, 'test/aws/**', ...ownProcess],
          // Loading every module anew for each file cost more than a third of what quick files cost.
          isolate: false,
        },
      },
    ],
  },
});
