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
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: { include: ['shared/**', 'local/**', 'functions/**', 'simulator/**'] },
  },
});
