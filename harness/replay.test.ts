import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded, type EmbeddedOptions } from '../proof/embedded.ts';
import { rewriteSuccess } from '../mutants/operators/rewrite-response.ts';
import { Refusal } from '../reference/core/refusal.ts';
import type { Handler, ServiceParts } from '../reference/core/service-parts.ts';
import { readFindings } from '../results/reading/read-findings.ts';
import type { Finding } from '../results/record.ts';
import type { JsonObject } from '../spec/json.ts';
import { loadContract } from '../spec/load-contract.ts';
import { createWireClient } from '../targets/transport/wire-client.ts';
import type { Target } from '../targets/target.ts';
import { replayFinding } from './replay.ts';
import { StateRestorer } from './restore/state-restorer.ts';
import { runAgainst } from './testing/run-against.ts';
import { worldState } from './testing/world-state.ts';

const contract = loadContract();
const RULE = 'contacts/delete-twice';

async function embedded(compose?: EmbeddedOptions['compose']): Promise<Target> {
  const { target, close } = await startEmbedded(compose ? { compose } : {});
  onTestFinished(close);
  return target;
}

async function replay(finding: Finding, target: Target) {
  const service = contract.wire.signingService;
  const client = createWireClient(target.endpoint, { timeoutMs: 5000, region: target.region, service });
  onTestFinished(() => client.close());
  const restorer = new StateRestorer(target, contract, client);
  const { signal } = new AbortController();
  return replayFinding(finding, { target, contract, client, restorer, signal });
}

const handling =
  (operation: string, handle: Handler) =>
  (parts: ServiceParts): ServiceParts => ({ ...parts, handlers: { ...parts.handlers, [operation]: handle } });

const typeOf = ({ AlternateContactType: type }: JsonObject) => (typeof type === 'string' ? type : '');

/** Deletes what is not there without a word. */
const lenient = handling('DeleteAlternateContact', ({ account, input }, { store }) => {
  store.deleteAlternateContact(account, typeOf(input));
  return null;
});

/** A finding as it comes out of a result file. */
async function findingOf(compose: EmbeddedOptions['compose'], id = RULE): Promise<Finding> {
  const { rules } = await runAgainst(await embedded(compose), { rules: [id] });
  const finding = rules.find((result) => result.id === id)?.findings?.[0];
  if (!finding) throw new Error(`${id} found nothing`);
  return JSON.parse(JSON.stringify(finding)) as Finding;
}

/** The finding in a file of the first version: a bucket, and each name of an expected refusal with each status. */
function inVersion1(given: Finding): string {
  const { id, answer, ...finding } = given;
  const calls = finding.calls.map(({ expected, ...call }) => ({
    ...call,
    expected:
      expected.kind === 'refused'
        ? {
            kind: 'refused',
            errors: expected.answers?.map(({ error }) => error) ?? null,
            statuses: expected.answers?.flatMap(({ statuses }) => statuses ?? []) ?? null,
          }
        : expected,
  }));
  const form = answer.replace('no refusal', 'empty');
  const bucket = `${id.replace(answer, '')}${finding.operation} ${form}`;
  return JSON.stringify({ ...finding, calls, bucket });
}

test('a finding file of the first version fails again, and is fixed where the fault is', async () => {
  const { findings } = readFindings(inVersion1(await findingOf(lenient)));
  const [finding] = findings;
  if (!finding) throw new Error('nothing was read');
  expect((await replay(finding, await embedded(lenient))).verdict).toBe('FAILED');
  expect((await replay(finding, await embedded())).verdict).toBe('FIXED');
});

test('against the same fault the finding fails again, and the state is put back', async () => {
  const finding = await findingOf(lenient);
  const target = await embedded(lenient);
  const before = await worldState(target);
  const { verdict, calls } = await replay(finding, target);
  expect(verdict).toBe('FAILED');
  expect(calls).toHaveLength(finding.calls.length);
  expect(calls.at(-1)?.problem).toContain('expected refusal with ResourceNotFoundException');
  expect(calls.slice(0, -1).every(({ problem }) => problem === null)).toBe(true);
  expect(await worldState(target)).toEqual(before);
});

test('what the calls of a finding leave behind is put back', async () => {
  const finding = await findingOf(lenient);
  const [first] = finding.calls;
  if (!first) throw new Error('the finding has no call');
  expect(first.request).toMatchObject({ operation: 'PutAlternateContact' });
  const target = await embedded();
  const before = await worldState(target);
  await replay({ ...finding, calls: [first] }, target);
  expect(await worldState(target)).toEqual(before);
});

test('without the fault the finding is fixed', async () => {
  const { verdict, calls } = await replay(await findingOf(lenient), await embedded());
  expect(verdict).toBe('FIXED');
  expect(calls.every(({ problem }) => problem === null)).toBe(true);
});

test('with another fault at the same call the finding is changed', async () => {
  const other = handling('DeleteAlternateContact', ({ account, input }, { store, errorNames }) => {
    const type = typeOf(input);
    if (!store.alternateContact(account, type)) throw new Refusal(errorNames.denied, 'no');
    store.deleteAlternateContact(account, type);
    return null;
  });
  const { verdict } = await replay(await findingOf(lenient), await embedded(other));
  expect(verdict).toBe('CHANGED');
});

test('with a fault at an earlier call the finding is changed', async () => {
  const refusing = handling('PutAlternateContact', (_call, { errorNames }) => {
    throw new Refusal(errorNames.denied, 'no');
  });
  const { verdict } = await replay(await findingOf(lenient), await embedded(refusing));
  expect(verdict).toBe('CHANGED');
});

test('a broken invariant fails again', async () => {
  const noted = (parts: ServiceParts): ServiceParts => ({
    ...parts,
    writeSuccess: (operation, output, all) => {
      const { status, headers, body } = parts.writeSuccess(operation, output, all);
      return { status, headers: headers.filter(([name]) => name !== 'content-type'), body };
    },
  });
  const finding = await findingOf(noted, 'wire/output-media-type');
  expect((await replay(finding, await embedded(noted))).verdict).toBe('FAILED');
  expect((await replay(finding, await embedded())).verdict).toBe('FIXED');
});

test('an identity that the target does not have is said, not judged', async () => {
  const finding = await findingOf(lenient);
  const target = await embedded(lenient);
  const named = target.identities.map((identity) => ({ ...identity, name: `other ${identity.name}` }));
  await expect(replay(finding, { ...target, identities: named })).rejects.toThrow(
    `the target has no identity "${finding.calls[0]?.identity}"`,
  );
});

/** Every success without output has status 204. */
const without200 = rewriteSuccess(null, (response, { output }) =>
  output === null ? { ...response, status: 204 } : response,
);

test('what a service does differently every time is let pass in a replay as in the run', async () => {
  const both = (parts: ServiceParts) => without200(lenient(parts));
  const finding = await findingOf(both);
  expect(finding.calls[0]?.tolerated).toEqual([
    { kind: 'success-status', operation: 'PutAlternateContact', member: null, form: '204' },
  ]);
  const { findings } = readFindings(JSON.stringify(finding));
  expect(findings).toEqual([finding]);
  await expect(replay(finding, await embedded(both))).resolves.toMatchObject({ verdict: 'FAILED' });
  await expect(replay(finding, await embedded(without200))).resolves.toMatchObject({ verdict: 'FIXED' });
  const calls = finding.calls.map((call) => ({ ...call, tolerated: [] }));
  const strict = await replay({ ...finding, calls }, await embedded(without200));
  expect(strict.verdict).toBe('CHANGED');
});
