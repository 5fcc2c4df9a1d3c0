import { defineConfig } from 'vitest/config';

/** Whole processes against whole services, minutes each: `npm run test:system`. */
const system = [
  'cli/{kill,journal,governor,leak,leases-hold,vitest-equivalence,mutants-command,fuzz-command}.test.ts',
  'cli/{hostile-targets,rough-target,package,expectations}.test.ts',
  'scripts/docs-{commands,examples}.test.ts',
  'fuzz/fuzzer.test.ts',
  'mutants/traceability.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{spec,generators,suites,reports,oracle,targets,reference,mutants,fuzz,cli,scripts}/**/*.test.ts',
          ],
          exclude: [...system, '**/*.browser.test.ts', 'cli/twin*.test.ts'],
          environment: 'node',
          pool: 'threads',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          include: system,
          environment: 'node',
          pool: 'threads',
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'twin',
          include: ['cli/twin*.test.ts'],
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
          include: ['reports/*.browser.test.ts'],
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
