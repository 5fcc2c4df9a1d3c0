import { defineConfig } from 'vitest/config';

/** Whole processes against whole services, minutes each: `npm run test:system`. */
const SYSTEM = '**/*.system.test.ts';
/** A second conforming service, judged and fuzzed: `npm run test:twin`. */
const TWIN = '**/*.twin.test.ts';
const BROWSER = '**/*.browser.test.ts';
const BUILT = ['dist/**', 'node_modules/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [SYSTEM, TWIN, BROWSER, ...BUILT],
          environment: 'node',
          pool: 'threads',
          // By itself it leaves a core to the main thread, which has little to do.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          include: [SYSTEM],
          exclude: BUILT,
          environment: 'node',
          pool: 'threads',
          // Much of the time a test waits for a process that waits.
          maxWorkers: 3,
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'twin',
          include: [TWIN],
          exclude: BUILT,
          environment: 'node',
          pool: 'threads',
          // One for each file, also where there are no more cores than that.
          maxWorkers: 2,
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude: BUILT,
          environment: 'node',
          pool: 'threads',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'embedded',
          include: ['cli/*.suite.ts'],
          environment: 'node',
          pool: 'threads',
        },
      },
    ],
  },
});
