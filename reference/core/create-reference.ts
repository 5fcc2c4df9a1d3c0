import { loadContract } from '../../spec/load-contract.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { loadSigning } from '../../spec/load-signing.ts';
import { accountSeed } from './state/store.ts';
import { systemClock } from './state/clock.ts';
import { defaultParts } from './default-parts.ts';
import { createService, type Service } from './service.ts';
import type { ServiceOptions, ServiceParts } from './service-parts.ts';

/** Accounts and their credentials; everything else has a default. */
export type ReferenceOptions = Partial<ServiceOptions> & Pick<ServiceOptions, 'world' | 'credentials'>;

const DEFAULT_REGION_DELAY_MS = 20;
const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/** A service with the spec of this package; `compose` may replace parts of it. */
export function createReference(
  options: ReferenceOptions,
  compose: (parts: ServiceParts) => ServiceParts = (parts) => parts,
): Service {
  const complete: ServiceOptions = {
    contract: options.contract ?? loadContract(),
    regions: options.regions ?? loadRegions(),
    lifecycle: options.lifecycle ?? loadLifecycle(),
    quotas: options.quotas ?? loadQuotas(),
    signing: options.signing ?? loadSigning(),
    clock: systemClock,
    regionDelayMs: DEFAULT_REGION_DELAY_MS,
    verifySignatures: false,
    enforceQuotas: false,
    maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
    seed: accountSeed,
    ...options,
  };
  return createService(complete, compose(defaultParts(complete)));
}
