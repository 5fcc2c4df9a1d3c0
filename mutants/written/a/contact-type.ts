import type { Call } from '../../../reference/service-parts.ts';

/** The contact type that a call names. */
export function contactType({ input }: Call): string {
  const type = input['AlternateContactType'];
  return typeof type === 'string' ? type : '';
}
