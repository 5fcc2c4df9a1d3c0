import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loopbackServer } from '../../harness/testing/loopback-server.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { readReports, reportsIn } from '../testing/read-reports.ts';
import { runCli, scratch } from '../testing/spawn-cli.ts';

/** How many rules have each outcome, as the header, the lines of suites, the verdict and each report say. */
async function countsOf(options: readonly string[]) {
  const directory = await scratch();
  const html = join(directory, 'report.html');
  const args = ['run', '--seed', '1', '--runs', '1', ...options, '--html', html, ...reportsIn(directory)];
  const { stdout } = await runCli(args);
  const { result, junit } = await readReports(directory);
  const [verdict = ''] = /^. (?:Conforms|Does not conform): [^;.]*/m.exec(stdout) ?? [];
  const lines = new Map(
    [...stdout.matchAll(/^[✓✗-] ([\w-]+) +((?:\d+ [a-z ]+, )*\d+ [a-z ]+) {2}/gm)].map(
      ([, suite, counts = '']) => [suite, counts],
    ),
  );
  const page = await readFile(html, 'utf8');
  const sumOf = (text: string) =>
    [...text.matchAll(/\d+(?= [a-z])/g)].reduce((sum, [count]) => sum + Number(count), 0);
  return {
    header: Number(/, (\d+) rules?, seed/.exec(stdout)?.[1]),
    suites: sumOf([...lines.values()].join(', ')),
    verdict: sumOf(verdict),
    json: result.rules.length,
    junit: [...junit.matchAll(/<testcase /g)].length,
    html: [...page.matchAll(/<b>([\d,]+)<\/b> [a-z ]+\s*<\/button>/g)].reduce(
      (sum, [, count = '']) => sum + Number(count),
      0,
    ),
  };
}

const all = (count: number) => ({
  header: count,
  suites: count,
  verdict: count,
  json: count,
  junit: count,
  html: count,
});

test('one number of rules stands everywhere', async () => {
  const { target, close } = await startEmbedded();
  onTestFinished(close);
  const endpoint = ['--endpoint', target.endpoint.href];
  // It rests on rules that are not reported.
  expect(await countsOf([...endpoint, '--rule', 'contacts/delete-twice'])).toEqual(all(1));
  const counted = await countsOf([...endpoint, '--suite', 'errors', 'contacts']);
  expect(counted).toEqual(all(counted.json));
  const parted = await countsOf([...endpoint, '--suite', 'errors', 'contacts', '--exclude', 'errors/*']);
  expect(parted).toEqual(all(counted.json));
});

test('an operation that is missing is one failure', async () => {
  const server = await loopbackServer((_request, _body, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });
  onTestFinished(() => server.close());
  const counted = await countsOf(['--endpoint', server.url.href, '--suite', 'errors', 'listing']);
  expect(counted).toEqual(all(counted.json));
});
