import type { ServiceResponse } from '../../../reference/core/request/http-message.ts';
import type { Operation } from '../../../spec/contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Compose } from './compose.ts';

/** Changes the successes, of one operation or of all. */
export function rewriteSuccess(
  operation: string | null,
  change: (response: ServiceResponse, asked: Operation, output: JsonObject | null) => ServiceResponse,
): Compose {
  return (parts) => ({
    ...parts,
    writeSuccess: (asked, output, whole) => {
      const response = parts.writeSuccess(asked, output, whole);
      return operation === null || operation === asked.name ? change(response, asked, output) : response;
    },
  });
}
