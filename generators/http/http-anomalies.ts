import type { Contract } from '../../spec/contract.ts';
import type { HttpAnomaly } from './http-anomaly.ts';
import { contentTypes, headers } from './http-headers.ts';
import { lengths } from './http-lengths.ts';
import { methods, paths, targetHeaders } from './http-start-line.ts';

export type { HttpAnomaly, HttpRequest } from './http-anomaly.ts';

/** Every way in which a request with a valid body can be unusual or wrong as HTTP. */
export function httpAnomalies(contract: Contract): readonly HttpAnomaly[] {
  return [
    ...contentTypes(contract.wire),
    ...headers(contract.wire),
    ...paths(contract),
    ...targetHeaders(contract),
    ...methods(contract),
    ...lengths,
  ];
}
