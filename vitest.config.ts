import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{spec,generators,suites,reports,oracle,targets,reference,mutants,fuzz,cli,scripts}/**/*.test.ts',
          ],
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
