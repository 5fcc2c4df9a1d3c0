import type { ServiceResponse } from '../../../reference/core/request/http-message.ts';
import type { Refusal } from '../../../reference/core/refusal.ts';
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
