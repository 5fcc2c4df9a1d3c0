/**
 * node scripts/count-tests.ts VITEST.json
 * Prints `N passed, N failed` from the test runner's own result. Exit 1 where a test or a file failed, was
 * skipped, or none ran.
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

const [file = 'out/vitest.json'] = process.argv.slice(2);
const result = schema.parse(JSON.parse(await readFile(file, 'utf8')));
// A file that fails to load holds no test that could be counted as failed.
const failed = Math.max(result.numFailedTests, result.numFailedTestSuites > 0 ? 1 : 0);
const notRun = result.numTotalTests - result.numPassedTests - result.numFailedTests;
if (notRun > 0) process.stderr.write(`${notRun} tests did not run\n`);
process.stdout.write(`${result.numPassedTests} passed, ${failed} failed\n`);
if (!result.success || failed > 0 || notRun > 0 || result.numPassedTests === 0) process.exitCode = 1;
