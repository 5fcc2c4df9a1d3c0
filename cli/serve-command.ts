import { startEmbedded } from './embedded.ts';
import { interruption } from './interruption.ts';

export interface ServeOptions {
  readonly port?: number;
  readonly regionDelay?: number;
  readonly verifySignatures?: boolean;
  readonly enforceQuotas?: boolean;
}

/** Serves the reference until SIGINT or SIGTERM. */
export async function serveCommand({
  port = 0,
  regionDelay,
  verifySignatures,
  enforceQuotas,
}: ServeOptions): Promise<void> {
  const { target, close } = await startEmbedded({
    port,
    verifySignatures: verifySignatures ?? false,
    enforceQuotas: enforceQuotas ?? false,
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
  const { signal, dispose } = interruption(() => {});
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  dispose();
  await close();
}
