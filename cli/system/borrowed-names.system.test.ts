import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { SUITES } from '../../harness/rule.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { EVERYTHING, selectRules } from '../../suites/select.ts';
import { runConformance } from '../run/run-conformance.ts';
import { sampled } from '../testing/sampled.ts';

/** Names that every object of JavaScript seems to have. */
const BORROWED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

type Bend = (answer: string, status: number) => { text?: string; error?: string };

/** In each object of an answer, beside its own members. */
const beside: Bend = (answer) => {
  const members = BORROWED.map((name) => `${JSON.stringify(name)}:{"a":[null]}`).join();
  return {
    text: answer.replaceAll(/\{("?)/g, (_, quote: string) => (quote ? `{${members},"` : `{${members}`)),
  };
};
const named =
  (name: string): Bend =>
  (answer) => ({
    text: answer
      .replace(/"RegionName":"[^"]*"/g, `"RegionName":"${name}"`)
      .replace(/"AlternateContactType":"[^"]*"/g, `"AlternateContactType":"${name}"`),
  });
const status =
  (name: string): Bend =>
  (answer) => ({
    text: answer.replace(/"RegionOptStatus":"[^"]*"/g, `"RegionOptStatus":"${name}"`),
  });
const refused =
  (name: string): Bend =>
  (answer, code) =>
    code < 400 ? {} : { text: answer.replace(/"__type":"[^"]*"/, `"__type":"${name}"`), error: name };

/** Passes requests on to the embedded service, and bends what it answers. */
async function bending(bend: Bend) {
  const { target, close } = await startEmbedded({ regionDelayMs: 0 });
  const proxy = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    // The path as it came: one of two slashes would name a host.
    const { hostname, port } = target.endpoint;
    const passed = httpRequest({ hostname, port, path: url, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const given = Buffer.concat(chunks).toString();
        const { text = given, error } = bend(given, response.statusCode ?? 0);
        const { 'content-length': _length, ...rest } = response.headers;
        const type = error === undefined ? {} : { 'x-amzn-errortype': error };
        outgoing.writeHead(response.statusCode ?? 0, {
          ...rest,
          ...type,
          'content-length': Buffer.byteLength(text),
        });
        outgoing.end(text);
      });
    });
    passed.on('error', () => outgoing.destroy());
    incoming.on('error', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    proxy.close();
    proxy.closeAllConnections();
    await close();
  });
  const timing = { ...target.timing, requestTimeout: 5000, regionTimeout: 200 };
  return {
    ...target,
    timing,
    endpoint: new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`),
  };
}

/** What reads each kind of answer: every suite of the edition, but of the rules of validation those of a write and of a list. */
const WANTED = SUITES.filter((suite) => suite !== 'validation' && suite !== 'primary-email')
  .map((suite) => `${suite}/*`)
  .concat('validation/PutAlternateContact/Title/*', 'validation/ListRegions/MaxResults/*');

const RULES = selectRules(loadContract(), { ...EVERYTHING, rules: WANTED }).rules.map(({ id }) => id);
/** Of these rules, so many for each way to bend. */
const EACH = 300;

test.each<[string, Bend]>([
  ['beside the members of every object', beside],
  ['as the name of every region and type', named('constructor')],
  ['as every status', status('toString')],
  ['as the name of every error', refused('constructor')],
  ['as the name of every error, and the object is another', refused('__proto__')],
])('borrowed names %s: no rule ends in an error of ours', async (where, bend) => {
  const target = await bending(bend);
  const selection = { rules: [...sampled(where, RULES, EACH)] };
  const { rules } = await runConformance({ target, seed: 1, runs: 1, selection });
  expect(rules.length).toBeGreaterThanOrEqual(EACH);
  const errors = rules.filter(({ outcome }) => outcome === 'error');
  expect(errors.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
});
