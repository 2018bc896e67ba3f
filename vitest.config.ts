import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What functions log is not what tests look at.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    include: ['test/**/*.test.ts'],
    // They need an AWS endpoint: vitest.aws.config.ts.
    exclude: [...configDefaults.exclude, 'test/aws/**'],
    testTimeout: 15_000,
    hookTimeout: 30_000,
    coverage: { include: ['shared/**', 'local/**', 'functions/**', 'simulator/**'] },
  },
});
