import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../reference/refusal.ts';
import type { Handler } from '../reference/service-parts.ts';
import { worldState } from '../suites/testing/world-state.ts';
import { examineTarget } from './doctor-command.ts';
import { startEmbedded } from './embedded.ts';
import { homeLookup, remoteTarget } from './testing/remote-target.ts';
import { runCli } from './testing/spawn-cli.ts';

const EDITION = 'guide-2024';

test('a target that is as configured has nothing to mend, and is as it was', async () => {
  const { target, near } = await remoteTarget({
    safety: { tier: 'regions', accounts: [], regions: ['af-south-1'] },
  });
  const before = await worldState(near);
  const checks = await examineTarget(target, EDITION, homeLookup);
  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(checks.find(({ what }) => what === 'identity standalone')?.found).toMatch(
    /^standalone, account 1{12}, arn:/,
  );
  expect(checks.find(({ what }) => what === 'reads of standalone')?.found).toBe('4 of 4 answered');
  expect(await worldState(near)).toEqual(before);
});

test('nothing that changes anything is sent', async () => {
  const changed: string[] = [];
  const { target, close } = await startEmbedded({
    compose: (parts) => ({
      ...parts,
      route(request, all) {
        const operation = parts.route(request, all);
        if (operation.changes !== null) changed.push(operation.name);
        return operation;
      },
    }),
  });
  onTestFinished(close);
  const checks = await examineTarget(target, EDITION);
  expect(checks.length).toBeGreaterThan(target.identities.length);
  expect(changed).toEqual([]);
});

test('an identity that is another account is said, with what to write', async () => {
  const { target } = await remoteTarget();
  const [first, ...others] = target.identities;
  if (!first) throw new Error('no identity');
  const wrong = { ...target, identities: [{ ...first, accountId: '121212121299' }, ...others] };
  const [, identity] = await examineTarget(wrong, EDITION, homeLookup);
  expect(identity).toMatchObject({ state: 'wrong', next: expect.stringMatching(/^write accountId 1{12}/) });
});

test('a permission that is missing is named', async () => {
  const denied: Handler = (_call, { errorNames }) => {
    throw new Refusal(errorNames.denied, 'no');
  };
  const { target } = await remoteTarget(
    {},
    { compose: (parts) => ({ ...parts, handlers: { ...parts.handlers, ListRegions: denied } }) },
  );
  const checks = await examineTarget(target, EDITION, homeLookup);
  expect(checks.find(({ what }) => what === 'reads of standalone')).toMatchObject({
    state: 'wrong',
    found: '3 of 4 answered; denied: account:ListRegions',
    next: expect.stringMatching(/^allow account:ListRegions/),
  });
});

test('what a run would leave out is counted by its reason', async () => {
  const { target } = await remoteTarget();
  const checks = await examineTarget(target, EDITION, homeLookup);
  expect(checks.at(-1)).toMatchObject({
    what: 'a run',
    found: expect.stringMatching(/^\d+ of \d+ rules in tier read; .*need tier write.*/),
    next: expect.stringMatching(/safety\.tier/),
  });
});

test('a target that is not there is said in one line, exit 3', async () => {
  const { exitCode, stdout } = await runCli(['doctor', '--endpoint', 'http://127.0.0.1:9']);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 3,
    stdout: expect.stringMatching(
      /^wrong {2}endpoint {2}http:\/\/127\.0\.0\.1:9\/: refused: .*\n\nnext\n {2}check the address/,
    ),
  });
});

test('the policy of a tier allows its operations and no others', async () => {
  const { stdout } = await runCli(['spec', '--iam-policy', '--tier', 'write']);
  const [statement] = (JSON.parse(stdout) as { Statement: { Action: string[] }[] }).Statement;
  expect(statement?.Action).toContain('account:PutContactInformation');
  expect(statement?.Action).not.toContain('account:EnableRegion');
});
