import type { Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { startEmbedded, type EmbeddedOptions } from '../../proof/embedded.ts';
import { interruption } from '../io/interruption.ts';

export interface ServeOptions {
  readonly edition?: Edition;
  readonly port?: number;
  readonly regionDelay?: number;
  readonly verifySignatures?: boolean;
  readonly enforceQuotas?: boolean;
  /** Id of a mutant to serve in place of the reference. */
  readonly mutant?: string;
}

/** Serves the reference until SIGINT or SIGTERM. */
export async function serveCommand({
  edition,
  port = 0,
  regionDelay,
  verifySignatures,
  enforceQuotas,
  mutant,
}: ServeOptions): Promise<void> {
  const faulty = mutant === undefined ? {} : await faultOf(mutant, edition);
  const { target, close } = await startEmbedded({
    port,
    contract: loadContract(edition),
    ...faulty,
    ...(verifySignatures === undefined ? {} : { verifySignatures }),
    ...(enforceQuotas === undefined ? {} : { enforceQuotas }),
    ...(regionDelay === undefined ? {} : { regionDelayMs: regionDelay }),
  });
  process.stdout.write(`serving AWS Account Management at ${target.endpoint.href}\n`);
  for (const { name, accountId, credentials } of target.identities) {
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
    const token = sessionToken === undefined ? '' : ` session token ${sessionToken}`;
    process.stdout.write(
      `  ${name}: account ${accountId}, access key ${accessKeyId}, secret ${secretAccessKey}${token}\n`,
    );
  }
  if (target.oneTimePassword !== undefined)
    process.stdout.write(
      `  one-time password of every update of a primary e-mail address: ${target.oneTimePassword}\n`,
    );
  if (!target.capabilities.signatures)
    process.stdout.write('  any other credentials are those of the standalone account\n');
  const { signal, dispose } = interruption(() => {});
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  dispose();
  await close();
}

/** What makes the mutant of this id; the mutants are loaded for nothing else. */
async function faultOf(id: string, edition: Edition | undefined): Promise<EmbeddedOptions> {
  const { allMutants } = await import('../../mutants/registry.ts');
  const { selectMutants } = await import('../../proof/run-mutants.ts');
  const [mutant] = selectMutants(allMutants(edition), [id]);
  return { ...mutant?.options, ...(mutant?.compose ? { compose: mutant.compose } : {}) };
}
