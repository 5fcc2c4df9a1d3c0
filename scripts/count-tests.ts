/**
 * node scripts/count-tests.ts VITEST.json…
 * Prints `N passed, N failed` of the test runner's own results together. Exit 1 where a test or a file failed, was
 * skipped, or a result holds none.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.object({
  success: z.boolean(),
  numTotalTests: z.int(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
});

const files = process.argv.slice(2);
const results = await Promise.all(
  files.map(async (file) => schema.parse(JSON.parse(await readFile(file, 'utf8')))),
);
const total = (count: (result: (typeof results)[number]) => number) =>
  results.reduce((sum, result) => sum + count(result), 0);
const passed = total(({ numPassedTests }) => numPassedTests);
// A file that fails to load holds no test that could be counted as failed.
const failed = total(({ numFailedTests, numFailedTestSuites }) =>
  Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0),
);
const notRun = total(({ numTotalTests }) => numTotalTests) - passed - failed;
if (notRun > 0) process.stderr.write(`${notRun} tests did not run\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
const whole = results.length > 0 && results.every((one) => one.success && one.numPassedTests > 0);
if (!whole || failed > 0 || notRun > 0) process.exitCode = 1;
