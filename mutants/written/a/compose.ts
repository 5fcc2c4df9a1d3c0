import type { ServiceParts } from '../../../reference/core/service-parts.ts';

/** Replaces parts of a service. */
export type Compose = (parts: ServiceParts) => ServiceParts;
