import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What functions log is not what tests look at.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    include: ['test/**/*.test.ts'],
    // These need an AWS endpoint: vitest.aws.config.ts.
    exclude: [...configDefaults.exclude, 'test/aws/**'],
    // By default one core would be left to whoever watches.
    maxWorkers: '100%',
    // Files share a worker and what it has loaded: no module keeps state between them. Loading it anew for each cost a
    // third of the whole.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: { include: ['shared/**', 'local/**', 'functions/**', 'simulator/**'] },
  },
});
