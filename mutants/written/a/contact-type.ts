import type { Call } from '../../../reference/core/service-parts.ts';

/** The contact type that a call names. */
export function contactType({ input }: Call): string {
  const type = input['AlternateContactType'];
  return typeof type === 'string' ? type : '';
}
