import { createReference, type ReferenceOptions } from '../reference/core/service.ts';
import { serveHttp } from '../reference/http/http-server.ts';
import type { ServiceParts } from '../reference/core/service-parts.ts';
import { EMBEDDED_WORLD, embeddedTarget } from '../targets/config/presets.ts';
import type { Target } from '../targets/target.ts';

export interface Embedded {
  readonly target: Target;
  close(): Promise<void>;
}

export interface EmbeddedOptions extends Partial<ReferenceOptions> {
  readonly port?: number;
  /** Credentials that are accepted beside those of the embedded target. */
  readonly more?: ReferenceOptions['credentials'];
  /** Replaces parts of the service: how a faulty one is made. */
  readonly compose?: (parts: ServiceParts) => ServiceParts;
}

/** Serves the reference on loopback in this process, with the accounts of the embedded target or of another world. */
export async function startEmbedded({
  port = 0,
  compose,
  more = [],
  world = EMBEDDED_WORLD,
  ...options
}: EmbeddedOptions = {}): Promise<Embedded> {
  const { identities } = embeddedTarget(new URL('http://127.0.0.1'), world);
  const credentials = await Promise.all(
    identities.map(async (identity) => ({
      ...(await identity.credentials()),
      accountId: identity.accountId ?? '',
    })),
  );
  const service = createReference({ world, credentials: [...credentials, ...more], ...options }, compose);
  const server = await serveHttp(service, { port });
  const target = embeddedTarget(server.url, world);
  const { verifySignatures = false, enforceQuotas = false } = options;
  return {
    target: {
      ...target,
      capabilities: { ...target.capabilities, signatures: verifySignatures, quotas: enforceQuotas },
    },
    close: () => server.close(),
  };
}
