import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../reference/refusal.ts';
import type { Handler, ServiceParts } from '../reference/service-parts.ts';
import { createTerminalReporter } from '../reports/terminal.ts';
import { homeLookup, hurried, remoteTarget } from './testing/remote-target.ts';
import { reportFiles, writeReports } from './report-files.ts';
import { runConformance } from './run-conformance.ts';
import { scratch } from './testing/spawn-cli.ts';
import { tool } from './tool.ts';

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
  return {
    ...parts,
    handlers: {
      ...parts.handlers,
      GetContactInformation: wrongly('GetContactInformation'),
      GetAlternateContact: wrongly('GetAlternateContact'),
      DeleteAlternateContact: (call, all) => {
        if (call.account !== '111111111111')
          return parts.handlers['DeleteAlternateContact']?.(call, all) ?? null;
        return hasNoSecurity(all, call.account) ? denied(call, all) : null;
      },
    },
    authenticate(request, all) {
      for (const [name, value] of request.headers) {
        if (name.toLowerCase() === 'authorization')
          signatures.push(value.slice(value.indexOf('Signature=') + 10));
      }
      return parts.authenticate(request, all);
    },
    writeError(refusal, all) {
      const response = parts.writeError(refusal, all);
      return { ...response, headers: [...response.headers, ['x-echo', signatures.at(-1) ?? '']] };
    },
  };
}

function hasNoSecurity({ store: stored }: ServiceParts, account: string): boolean {
  return stored.alternateContact(account, 'SECURITY') === undefined;
}

/** Reads the text as it is, without its escapes, and with every base64 run of it decoded. */
function reveals(text: string, secret: string): boolean {
  const readings = [text, text.replaceAll('\\', ''), text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')];
  const forms = [
    secret,
    secret.replaceAll('\\', ''),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  if (readings.some((reading) => forms.some((form) => reading.includes(form)))) return true;
  const runs = text.match(/[\w+/-]{12,}={0,2}/g) ?? [];
  return runs.some((run) =>
    [0, 1, 2, 3].some((skip) =>
      forms.some((form) => Buffer.from(run.slice(skip), 'base64').toString('utf8').includes(form)),
    ),
  );
}

test('no report, and nothing on the terminal, holds a secret or what the target held before', async () => {
  const directory = await scratch();
  process.env['XDG_STATE_HOME'] = directory;
  onTestFinished(() => void delete process.env['XDG_STATE_HOME']);
  const signatures: string[] = [];
  const { target } = await remoteTarget(
    { safety: { tier: 'write', accounts: [], regions: [] } },
    {
      seed: { primaryContact: PRIMARY, alternateContacts: { BILLING } },
      compose: (parts) => talkative(parts, signatures),
      verifySignatures: true,
    },
  );
  const said: string[] = [];
  const write = (text: string) => void said.push(text);
  const terminal = createTerminalReporter({
    write,
    columns: () => 100,
    color: false,
    interactive: false,
    quiet: false,
  });
  const governed = { ...target, timing: { ...target.timing, consistencyWindow: 0 } };
  const result = await runConformance({
    target: governed,
    selection: { suites: ['contacts', 'primary-contact', 'errors'] },
    lookup: homeLookup,
    seed: 1,
    runs: 2,
    pace: hurried,
    say: write,
    onStart: (totals) =>
      terminal.start({
        tool,
        edition: 'guide-2024',
        seed: 1,
        target: { name: target.name, endpoint: target.endpoint.href },
        totals,
      }),
    onRule: (rule) => terminal.ruleDone(rule),
  });
  terminal.finish(result);
  const kinds = ['junit', 'json', 'html', 'markdown', 'ctrf', 'sarif', 'badge'] as const;
  const paths = Object.fromEntries(kinds.map((kind) => [kind, join(directory, 'reports', `report.${kind}`)]));
  const files = reportFiles(paths);
  await mkdir(join(directory, 'reports'), { recursive: true });
  await writeReports(files, result);
  const names = await readdir(join(directory, 'reports'));
  const texts = await Promise.all(names.map((name) => readFile(join(directory, 'reports', name), 'utf8')));
  expect(names.length).toBe(kinds.length);
  const findings = result.rules.flatMap(({ finding }) => finding ?? []);
  expect(findings.length, 'there is something to leak').toBeGreaterThan(2);
  expect(JSON.stringify(findings), 'originals were recorded').toContain('[original]');
  const credentials = await Promise.all(target.identities.map(async (identity) => identity.credentials()));
  const secrets = [
    ...credentials.flatMap(({ secretAccessKey, sessionToken }) => [secretAccessKey, sessionToken ?? '']),
    ...signatures.slice(-500).filter((signature) => /^[0-9a-f]{64}$/.test(signature)),
    ...ORIGINALS,
  ].filter((secret) => secret !== '');
  expect(secrets.length).toBeGreaterThan(100);
  const all = [...texts, said.join('')];
  const leaked = secrets.filter((secret) => all.some((text) => text.includes(secret)));
  expect(leaked).toEqual([]);
  const hidden = ORIGINALS.filter((secret) => all.some((text) => reveals(text, secret)));
  expect(hidden).toEqual([]);
});
