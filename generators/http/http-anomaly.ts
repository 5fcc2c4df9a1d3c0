import * as fc from 'fast-check';
import type { Level, Operation, Provocation } from '../../spec/contract.ts';

/** A request as it shall stand on the wire; what a signed wire client sends has these members too. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** `raw`: exactly these headers in this order; HTTP client libraries refuse to send such a request. */
  readonly transport?: 'pooled' | 'raw';
}

/** One way in which a request departs from the usual form while its body stays valid. */
export interface HttpAnomaly {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly title: string;
  /** `accepted`: answered like the unchanged request. `no-crash`: any answer that is not a server error. */
  readonly expectation: 'accepted' | 'refused' | 'no-crash' | 'contested';
  readonly level: Level;
  /** Protocol errors that are legal answers. */
  readonly provokes: readonly Provocation[];
  /** The request promises more bytes than it sends: no answer need come before the connection is closed. */
  readonly incomplete?: boolean;
  /** No header tells the length of the body, though a client library would add one. */
  readonly unframed?: boolean;
  /** The request also names another operation, which a target may carry out instead. */
  readonly namesAnother?: boolean;
  applies(operation: Operation): boolean;
  apply(valid: HttpRequest): fc.Arbitrary<HttpRequest>;
  /** Further forms, which could make a service allocate without bound. */
  hostile?(valid: HttpRequest): fc.Arbitrary<HttpRequest>;
}

/** The anomaly with its hostile forms among the others. */
export function withHostileForms(anomaly: HttpAnomaly, valid: HttpRequest): fc.Arbitrary<HttpRequest> {
  const usual = anomaly.apply(valid);
  return anomaly.hostile ? fc.oneof(usual, anomaly.hostile(valid)) : usual;
}

type Kind = Pick<HttpAnomaly, 'expectation' | 'level' | 'provokes'>;

/** Whether the operation accepts the request, and how binding that is. */
export const ACCEPTED = (level: Level, ...provokes: readonly Provocation[]): Kind => ({
  expectation: level === 'contested' ? 'contested' : 'accepted',
  level,
  provokes,
});

/** The request has to be refused with a client error. */
export const REFUSED = (level: Level, ...provokes: readonly Provocation[]): Kind => ({
  expectation: level === 'contested' ? 'contested' : 'refused',
  level,
  provokes,
});

/** Any answer but a server error. */
export const NO_CRASH = (...provokes: readonly Provocation[]): Kind => ({
  expectation: 'no-crash',
  level: 'must',
  provokes,
});

/** An anomaly that means something for every operation. */
export function httpAnomaly(
  id: string,
  title: string,
  kind: Kind,
  apply: HttpAnomaly['apply'],
  applies: HttpAnomaly['applies'] = () => true,
): HttpAnomaly {
  return { id, title, ...kind, applies, apply };
}

/** The request with one header set, all others of that name gone; `null` takes it away. */
export function withHeader(request: HttpRequest, name: string, value: string | null): HttpRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: value === null ? others : [...others, [name, value]] };
}
