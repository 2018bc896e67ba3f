import { defineConfig } from 'vitest/config';
import { seedOfRevision } from './test/seed-of-revision.ts';

/** What needs AWS: an account or endpoint that the environment names, or else MiniStack. */
export default defineConfig({
  test: {
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', FAST_CHECK_SEED: seedOfRevision() },
    include: ['test/aws/**/*.test.ts'],
    setupFiles: ['test/seed-random-tests.ts'],
    globalSetup: ['test/aws/global-setup.ts'],
    fileParallelism: false,
    maxConcurrency: 8,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
