import type { ServiceResponse } from '../../../reference/http-message.ts';
import type { Refusal } from '../../../reference/refusal.ts';
import type { Compose } from './compose.ts';

/** Changes the refusals. */
export function rewriteError(
  change: (response: ServiceResponse, refusal: Refusal, errorHeader: string) => ServiceResponse,
): Compose {
  return (parts) => ({
    ...parts,
    writeError: (refusal, whole) =>
      change(parts.writeError(refusal, whole), refusal, parts.options.contract.wire.errorHeader),
  });
}
