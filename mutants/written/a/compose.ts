import type { ServiceParts } from '../../../reference/service-parts.ts';

/** Replaces parts of a service. */
export type Compose = (parts: ServiceParts) => ServiceParts;
