import { expect, onTestFinished, test } from 'vitest';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import type { ServiceResponse } from '../../reference/core/request/http-message.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { farConfig, FAR_ACCOUNT } from '../testing/far-config.ts';
import { HOME_RESOLVER } from '../testing/remote-target.ts';
import { ended, scratch, startCli, type SpawnOptions } from '../testing/spawn-cli.ts';
import { serveSts } from '../testing/organizations-server.ts';

/** Megabytes that node may use: what grows without bound dies of it. */
const MEMORY_MB = 700;
const WITHIN_MS = 180_000;
const DEEP = 7_000_000;

type Answer = (parts: ServiceParts, output: ServiceResponse) => ServiceResponse;

function json(text: string | Buffer): Answer {
  const body = Buffer.from(text);
  return (_parts, response) => ({ ...response, body });
}

const deepObjects = (member: string) =>
  json(`{"${member}":{"FullName":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}}`);
const nestedArrays = json(`{"Regions":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`);
/** Of names: the pages of one walk do not fit into the memory together. */
const PAGE = 80_000;
let page = 0;
/** Each page has its own names, and another one follows. */
const endlessPages: Answer = (_parts, response) => {
  page += 1;
  const names = Array.from(
    { length: PAGE },
    (_, at) => `{"RegionName":"r-${page}-${at}","RegionOptStatus":"DISABLED"}`,
  );
  return { ...response, body: Buffer.from(`{"Regions":[${names.join()}],"NextToken":"${page}"}`) };
};

/** Ends the process where it takes too long, which its exit code then shows. */
async function boundedCli(args: readonly string[], options: SpawnOptions) {
  const child = startCli(args, options);
  const timer = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS);
  const end = await ended(child);
  clearTimeout(timer);
  return end;
}

/** Once another operation has succeeded so often, an operation is answered so. */
async function answering(operation: string, answer: Answer, after?: { operation: string; times: number }) {
  let count = 0;
  const { target, close } = await startEmbedded({
    regionDelayMs: 0,
    compose: (parts) => ({
      ...parts,
      writeSuccess(called, output, all) {
        const response = parts.writeSuccess(called, output, all);
        if (called.name === after?.operation) count += 1;
        return called.name === operation && count >= (after?.times ?? 0) ? answer(all, response) : response;
      },
    }),
  });
  const sts = await serveSts([{ accountId: FAR_ACCOUNT, accessKeyId: `AKIDTEST${FAR_ACCOUNT}` }]);
  onTestFinished(async () => {
    await sts.close();
    await close();
  });
  const config = await farConfig(target.endpoint.port, {
    sts: { endpoint: sts.url.href },
    safety: { tier: 'regions', accounts: [FAR_ACCOUNT], regions: ['af-south-1'] },
    timing: { requestTimeout: '5s', consistencyWindow: '0ms', regionTimeout: '2s', retries: 0 },
  });
  return { target, config };
}

test.each<[string, string, Answer, readonly string[]]>([
  [
    'a contact of 100,000 objects in each other',
    'GetContactInformation',
    deepObjects('ContactInformation'),
    ['primary-contact/replace', 'contacts/delete-twice'],
  ],
  [
    '7 million lists in each other',
    'ListRegions',
    nestedArrays,
    ['regions/enable', 'listing/page-walk', 'contacts/delete-twice'],
  ],
  [
    '80,000 regions a page, and no last page',
    'ListRegions',
    endlessPages,
    ['regions/enable', 'listing/page-walk', 'contacts/delete-twice'],
  ],
])('%s: bounded in memory and time, and the rest is judged', async (_what, operation, answer, rules) => {
  const { config } = await answering(operation, answer);
  const home = await scratch();
  const args = ['run', '--target', 'far', '--config', config, '--quiet', '--seed', '1', '--runs', '1'];
  const { exitCode, stdout, stderr } = await boundedCli([...args, '--rule', ...rules], {
    cwd: home,
    node: [...HOME_RESOLVER, `--max-old-space-size=${MEMORY_MB}`],
    env: { HOME: home, XDG_STATE_HOME: home },
  });
  expect(stderr + stdout).not.toMatch(/RangeError|heap out of memory|internal error/);
  // What it may not change since it could not be put back is blocked; other things are changed, and put back.
  expect([0, 1], stderr).toContain(exitCode);
  expect(stdout).toMatch(/1 passed|\d+ passed/);
});

test('what cannot be read any more once it was changed is named, exit 5, and the rest is put back', async () => {
  // The first time puts the original back, to see whether that works; the second time is a rule's.
  const after = { operation: 'PutContactInformation', times: 2 };
  const deep = deepObjects('ContactInformation');
  const { target, config } = await answering('GetContactInformation', deep, after);
  const own = target.identities.slice(0, 1);
  const contacts = async () => {
    const [state] = Object.values(await worldState({ ...target, identities: own }));
    return (state as { contacts: unknown }).contacts;
  };
  const before = await contacts();
  const home = await scratch();
  const args = ['run', '--target', 'far', '--config', config, '--quiet', '--seed', '1', '--runs', '1'];
  const rules = ['--rule', 'primary-contact/replace', 'contacts/replace', 'contacts/delete-twice'];
  const { exitCode, stdout, stderr } = await boundedCli([...args, ...rules], {
    cwd: home,
    node: HOME_RESOLVER,
    env: { HOME: home, XDG_STATE_HOME: home },
  });
  expect(stderr + stdout).not.toMatch(/RangeError|internal error/);
  expect(exitCode, stdout).toBe(5);
  expect(stdout).toMatch(/primary-contact of account 111111111111/);
  expect(await contacts()).toEqual(before);
});
