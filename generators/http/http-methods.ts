import * as fc from 'fast-check';
import type { Contract } from '../../spec/contract.ts';
import { ACCEPTED, httpAnomaly, REFUSED, type HttpAnomaly } from './http-anomaly.ts';

const OTHERS = ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'];

/** Each method that the operations do not have. */
export function methods(contract: Contract): readonly HttpAnomaly[] {
  const used = new Set(Object.values(contract.operations).map(({ method }) => method));
  const get = httpAnomaly('method-get', 'The method is GET', ACCEPTED('contested', 'method'), (valid) =>
    fc.boolean().map((empty) => ({
      ...valid,
      method: 'GET',
      body: empty ? new Uint8Array() : valid.body,
      transport: 'raw' as const,
    })),
  );
  const others = OTHERS.filter((method) => !used.has(method)).map((method) =>
    httpAnomaly(
      `method-${method.toLowerCase()}`,
      `The method is ${method}`,
      REFUSED('should', 'method'),
      (valid) => fc.constant({ ...valid, method, transport: 'raw' }),
    ),
  );
  const unknown = httpAnomaly(
    'method-unknown',
    'The method is unknown',
    REFUSED('should', 'method'),
    (valid) =>
      fc
        .constantFrom('BREW', 'X', valid.method.toLowerCase(), `${valid.method}S`)
        .map((method) => ({ ...valid, method, transport: 'raw' as const })),
  );
  return [get, ...others, unknown];
}
