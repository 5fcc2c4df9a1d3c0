import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { ServiceParts } from '../../reference/core/service-parts.ts';
import { worldState } from '../../harness/testing/world-state.ts';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { ended, runCli, scratch, startCli, type Child, type Ended, type SpawnOptions } from './spawn-cli.ts';

const BILLING = {
  AlternateContactType: 'BILLING',
  EmailAddress: 'original@example.org',
  Name: 'Olga Original',
  PhoneNumber: '+12065550100',
  Title: 'Accountant',
};
const PRIMARY = {
  AddressLine1: '17 Original Lane',
  City: 'Oslo',
  CountryCode: 'NO',
  FullName: 'Olga Original',
  PhoneNumber: '+4721234567',
  PostalCode: '0150',
};

/** What the accounts of the service hold before any run. */
export const HELD = { billing: BILLING, primary: PRIMARY };

/** A service of this process, and runs of the command against it whose state has a directory of its own; for tests. */
export interface JournaledService {
  readonly endpoint: string;
  readonly directory: string;
  readonly locks: string;
  readonly journal: string;
  /** Options that name the service. */
  readonly named: readonly string[];
  /** Its parts, to act as somebody else. */
  parts(): ServiceParts;
  /** Told of each request that may change something, once it was done and before it is answered. */
  onChange: (operation: string, account: string, input: Readonly<Record<string, unknown>>) => void;
  /** The same of each other request. */
  onRead: JournaledService['onChange'];
  state(): Promise<Record<string, unknown>>;
  cli(args: readonly string[], options?: SpawnOptions): Promise<Ended>;
  start(args: readonly string[], options?: SpawnOptions): Child;
  /** A run that is killed right after it has changed a primary contact; its rules have not put it back. */
  killedRun(options?: SpawnOptions & { readonly journal?: string | null }): Promise<void>;
  lockFiles(): string[];
}

/** The rules of {@link JournaledService.killedRun}. */
export const CHANGING = ['--rule', 'primary-contact/replace', '--runs', '3', '--seed', '1', '--quiet'];

export async function journaledService(options: EmbeddedOptions = {}): Promise<JournaledService> {
  const directory = await scratch();
  let all: ServiceParts | null = null;
  const { target, close } = await startEmbedded({
    regionDelayMs: 0,
    seed: { primaryContact: PRIMARY, alternateContacts: { BILLING } },
    ...options,
    compose: (given) => {
      const parts = options.compose?.(given) ?? given;
      all = parts;
      const handlers = Object.entries(parts.handlers).map(([name, handle]) => [
        name,
        (...call: Parameters<typeof handle>) => {
          const output = handle(...call);
          const { account, input } = call[0];
          if (/^(Get|List)/.test(name)) service.onRead(name, account, input);
          else service.onChange(name, account, input);
          return output;
        },
      ]);
      return { ...parts, handlers: Object.fromEntries(handlers) as ServiceParts['handlers'] };
    },
  });
  onTestFinished(close);
  const locks = join(directory, 'account-conformance', 'locks');
  const env = { XDG_STATE_HOME: directory };
  const withEnv = (more: SpawnOptions = {}) => ({ ...more, env: { ...env, ...more.env } });
  const service: JournaledService = {
    endpoint: target.endpoint.href,
    directory,
    locks,
    journal: join(directory, 'run.jsonl'),
    named: ['--target', 'embedded', '--endpoint', target.endpoint.href],
    parts: () => {
      if (!all) throw new Error('not served');
      return all;
    },
    onChange: () => {},
    onRead: () => {},
    state: () => worldState(target),
    cli: (args, more) => runCli(args, withEnv(more)),
    start: (args, more) => startCli(args, withEnv(more)),
    async killedRun({ journal = service.journal, ...more } = {}) {
      const before = await service.state();
      const kept = journal === null ? [] : ['--journal', journal];
      const run = service.start(['run', ...service.named, ...kept, ...CHANGING], more);
      service.onChange = (operation, _account, input) => {
        const contact = input['ContactInformation'] as Record<string, unknown> | undefined;
        if (operation === 'PutContactInformation' && contact?.['FullName'] !== PRIMARY.FullName)
          run.kill('SIGKILL');
      };
      const { exitCode, stdout, stderr } = await ended(run);
      service.onChange = () => {};
      expect(exitCode, stdout + stderr).toBeNull();
      expect(await service.state(), 'something is to be put back').not.toEqual(before);
    },
    lockFiles: () => (existsSync(locks) ? readdirSync(locks) : []),
  };
  return service;
}
