import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { seedOfRevision } from './test/seed-of-revision.ts';

/** Linux keeps this folder in memory: to make thousands of small files on a disk takes a fifth of the time that all tests take. */
const inMemory = '/dev/shm';
const leastRoom = 1e9;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= leastRoom;
}

/** These set up how a process logs and measures, which a process does once. */
const ownProcess = ['test/functions/middleware.test.ts', 'test/functions/receive.test.ts'];

export default defineConfig({
  test: {
    env: {
      // What functions log is not what tests look at.
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      FAST_CHECK_SEED: seedOfRevision(),
      TMPDIR: process.env['TMPDIR'] ?? (hasRoom(inMemory) ? inMemory : tmpdir()),
    },
    setupFiles: ['test/seed-random-tests.ts'],
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
