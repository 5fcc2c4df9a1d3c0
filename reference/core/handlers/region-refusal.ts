import { Refusal } from '../refusal.ts';
import type { ServiceParts } from '../service-parts.ts';

/** The refusal of a request for a region, named as the lifecycle says. A validation error gives a reason. */
export function regionRefusal(
  entry: { readonly errors: readonly string[]; readonly reason: string | null } | undefined,
  message: string,
  parts: ServiceParts,
): Refusal {
  const { invalid } = parts.errorNames;
  const name = entry?.errors[0] ?? invalid;
  const { refusals } = parts.options.lifecycle;
  // The lifecycle has the reason where it was seen live; the other validation errors of a region give the same one.
  const usual = name === invalid ? refusals.find(({ reason }) => reason !== null)?.reason : null;
  return new Refusal(name, message, { reason: entry?.reason ?? usual ?? undefined });
}
