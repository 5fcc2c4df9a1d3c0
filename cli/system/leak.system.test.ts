import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../reference/core/refusal.ts';
import type { Handler, ServiceParts } from '../../reference/core/service-parts.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { createTerminalReporter } from '../../reports/terminal.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import { runFuzz } from '../run/fuzz-run.ts';
import { findLeaks } from '../testing/find-leaks.ts';
import { homeLookup, hurried, remoteTarget } from '../testing/remote-target.ts';
import { reportFiles, writeReports } from '../io/report-files.ts';
import { runConformance } from '../run/run-conformance.ts';
import { scratch } from '../testing/spawn-cli.ts';
import { tool } from '../io/tool.ts';

const PRIMARY = {
  AddressLine1: '17 "Original" Lane / Ümlaut & Söns',
  AddressLine2: 'c/o <Original> Household',
  City: 'Originalstad',
  CompanyName: 'Original Works \\ Sons',
  CountryCode: 'NO',
  FullName: 'Olga Originaldottir',
  PhoneNumber: '+4721987654',
  PostalCode: '0150X',
  WebsiteUrl: 'https://original.example.org/?a=1&b=2',
};
const BILLING = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'olga+original@example.org',
  Name: 'Billing Originaldottir',
  PhoneNumber: '+12065550177',
  Title: 'Chief Originator',
};
/** An edition in which more can leak than in the first one. */
const EDITION = 'current';
const ORIGINALS = [PRIMARY, BILLING]
  .flatMap((contact) => Object.entries(contact))
  .filter(([member]) => !['AlternateContactType', 'CountryCode'].includes(member))
  .map(([, value]) => value);

/** A service whose answers are wrong, so that they are recorded, and that says too much. */
function talkative(parts: ServiceParts, signatures: string[]): ServiceParts {
  const wrongly =
    (name: string): Handler =>
    (call, all) => {
      const output = parts.handlers[name]?.(call, all) ?? null;
      return (
        output && {
          ...output,
          ContactInformation: output['ContactInformation'] ?? null,
          AlternateContact: output['AlternateContact'] ?? null,
          Repeated: [output],
        }
      );
    };
  const denied: Handler = ({ account }, { store: stored, errorNames }) => {
    const told = JSON.stringify([
      stored.primaryContact(account),
      stored.alternateContact(account, 'BILLING'),
    ]);
    const packed = Buffer.from(told).toString('base64');
    throw new Refusal(errorNames.internal, `${told} ${packed} ${encodeURIComponent(told)}`);
  };
  let token = '';
  return {
    ...parts,
    handlers: {
      ...parts.handlers,
      GetContactInformation: wrongly('GetContactInformation'),
      GetAlternateContact: wrongly('GetAlternateContact'),
      GetPrimaryEmail: wrongly('GetPrimaryEmail'),
      DeleteAlternateContact: (call, all) => {
        if (call.account !== ACCOUNT) return parts.handlers['DeleteAlternateContact']?.(call, all) ?? null;
        return hasNoSecurity(all, call.account) ? denied(call, all) : null;
      },
    },
    authenticate(request, all) {
      for (const [name, value] of request.headers) {
        if (name.toLowerCase() === 'authorization')
          signatures.push(value.slice(value.indexOf('Signature=') + 10));
        if (name.toLowerCase() === 'x-amz-security-token') token = value;
      }
      return parts.authenticate(request, all);
    },
    writeError(refusal, all) {
      const response = parts.writeError(refusal, all);
      return {
        ...response,
        headers: [...response.headers, ['x-echo', signatures.at(-1) ?? ''], ['x-other', token]],
      };
    },
  };
}

function hasNoSecurity({ store: stored }: ServiceParts, account: string): boolean {
  return stored.alternateContact(account, 'SECURITY') === undefined;
}

/** Credentials that change every so often, as those of a role do in a long run. */
function refreshed(accountId: string) {
  const all = [0, 1, 2].map((number) => {
    const { secretAccessKey } = testCredentials(`${accountId} ${number}`);
    const { sessionToken } = testCredentials(`${accountId} ${number}`, true);
    return { accessKeyId: `AKIDTESTROTATED0${number}`, secretAccessKey, sessionToken };
  });
  let asked = 0;
  const credentials = () => {
    asked += 1;
    const now = all[Math.min(Math.floor(asked / REFRESHED_AFTER), all.length - 1)];
    if (!now) throw new Error('no credentials');
    return now;
  };
  return { all, credentials };
}

const REFRESHED_AFTER = 100;
const ACCOUNT = '111111111111';

/** The embedded service, talkative, beyond the network, and everything that was secret of it. */
async function secretive() {
  const directory = await scratch();
  process.env['XDG_STATE_HOME'] = join(directory, 'state');
  onTestFinished(() => void delete process.env['XDG_STATE_HOME']);
  const signatures: string[] = [];
  const role = refreshed(ACCOUNT);
  const { target } = await remoteTarget(
    { safety: { tier: 'regions', accounts: [], regions: ['af-south-1', 'eu-south-1'] } },
    {
      contract: loadContract(EDITION),
      seed: { primaryContact: PRIMARY, alternateContacts: { BILLING } },
      compose: (parts) => talkative(parts, signatures),
      verifySignatures: true,
      more: role.all.map((credentials) => ({ ...credentials, accountId: ACCOUNT })),
    },
  );
  // One default caller: what is said of it is said in every rule.
  const [first, ...others] = target.identities.filter(
    (one) => one.role !== 'standalone' || one.accountId === ACCOUNT,
  );
  if (!first) throw new Error('no identity');
  const { credentials } = role;
  const given = {
    ...target,
    identities: [{ ...first, credentials }, ...others],
    timing: { ...target.timing, consistencyWindow: 0 },
  };
  const known = await Promise.all(others.map(async (identity) => identity.credentials()));
  const managed = target.world.organizations.filter((one) => one.trustedAccess && one.allFeatures);
  const addresses = managed.flatMap(({ members }) => members.map((id) => `account-${id}@example.com`));
  const secrets = () => [
    ...[...known, ...role.all].flatMap(({ secretAccessKey, sessionToken }) => [
      secretAccessKey,
      ...(sessionToken === undefined ? [] : [sessionToken]),
    ]),
    ...signatures.slice(-300).filter((signature) => /^[0-9a-f]{64}$/.test(signature)),
    ...ORIGINALS,
    ...addresses,
  ];
  return { target: given, addresses, directory, secrets };
}

async function textsBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
}

test('no report of a whole run, and nothing on the terminal, holds a secret or what the target held before', async () => {
  const { target, directory, secrets } = await secretive();
  const said: string[] = [];
  const write = (text: string) => void said.push(text);
  const terminal = createTerminalReporter({
    write,
    columns: () => 100,
    color: false,
    interactive: false,
    quiet: false,
  });
  const result = await runConformance({
    target,
    edition: EDITION,
    lookup: homeLookup,
    seed: 1,
    runs: 1,
    pace: hurried,
    say: write,
    onStart: (totals) =>
      terminal.start({
        tool,
        edition: EDITION,
        seed: 1,
        target: { name: target.name, endpoint: target.endpoint.href },
        totals,
      }),
    onRule: (rule) => terminal.ruleDone(rule),
  });
  terminal.finish(result);
  const reports = join(directory, 'reports');
  const kinds = ['junit', 'json', 'html', 'markdown', 'ctrf', 'sarif', 'badge'] as const;
  const paths = Object.fromEntries(kinds.map((kind) => [kind, join(reports, `report.${kind}`)]));
  await mkdir(reports, { recursive: true });
  await writeReports(reportFiles(paths), result);
  const texts = await textsBelow(reports);
  expect(texts.length).toBe(kinds.length);
  const findings = result.rules.flatMap(({ findings: found = [] }) => found);
  expect(findings.length, 'there is something to leak').toBeGreaterThan(10);
  expect(JSON.stringify(findings), 'originals were recorded').toContain('[original]');
  expect(JSON.stringify(findings), 'session tokens were recorded').toContain('[redacted]');
  expect(secrets().length).toBeGreaterThan(200);
  expect(findLeaks([...texts, said.join('')], secrets())).toEqual([]);
});

test('nor does what the fuzzer keeps and shows', async () => {
  const { target, directory, secrets } = await secretive();
  const shown: string[] = [];
  const outcome = await runFuzz({
    target,
    edition: EDITION,
    lookup: homeLookup,
    pace: hurried,
    seed: 1,
    maxRequests: 1500,
    directory: join(directory, 'corpus'),
    onFinding: (finding) => shown.push(JSON.stringify(finding)),
  });
  const texts = [...(await textsBelow(join(directory, 'corpus'))), ...shown, JSON.stringify(outcome)];
  expect(texts.join(''), 'originals were met').toContain('[original]');
  expect(findLeaks(texts, secrets())).toEqual([]);
});
