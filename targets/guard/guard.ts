import type { Contract, Operation } from '../../spec/contract.ts';
import { mayChange } from '../../spec/load-iam.ts';
import type { WireRequest } from '../transport/exchange.ts';
import { isLoopback } from '../transport/loopback.ts';
import { requestBytes, type WrittenRequest } from '../transport/prepare-request.ts';
import { accountsRead, accountRefusal, countryRefusal, regionRefusal } from './allowed-values.ts';
import { decodings, readingsOf } from './decodings.ts';
import { Unreadable } from './framings.ts';
import { operationsNamed, mayBeNamed, operationsIn, squeezed, strangeSegment } from './guard-operation.ts';
import { membersNamed } from './members-named.ts';
import { SafetyRefusal } from './safety-refusal.ts';
import type { Target, Tier } from '../target.ts';

/** Judges a request as it will be written. @throws {SafetyRefusal} */
export type Guard = (written: WrittenRequest, request: WireRequest) => void;

/**
 * Stands behind everything that builds a request: what it lets through is allowed by the configuration in every
 * reading that a lenient server may choose. `null` on loopback, where everything goes.
 */
export function createGuard(target: Target, contract: Contract, tier: Tier): Guard | null {
  if (target.loopback) return null;
  const judge = { target, contract, tier };
  return (written, request) => {
    const said = operationsNamed(request, contract);
    const refusal =
      refusalOf(written, said, judge) ??
      refusalOf(otherwiseSigned(written, request), null, judge) ??
      uncoveredRefusal(written, request, said);
    if (refusal !== null) throw new SafetyRefusal(refusal);
  };
}

interface Judge {
  readonly target: Target;
  readonly contract: Contract;
  readonly tier: Tier;
}

/** A signature over another request is one that somebody on the way could send. */
function otherwiseSigned(written: WrittenRequest, { signing }: WireRequest): WrittenRequest | null {
  const { signedTarget, signedBody } = signing ?? {};
  if (signedTarget === undefined && signedBody === undefined) return null;
  return { ...written, target: signedTarget ?? written.target, body: signedBody ?? written.body };
}

/** @param said the operations that the journal covers; `null`: the request is not sent, only signed. */
function refusalOf(
  written: WrittenRequest | null,
  said: readonly Operation[] | null,
  judge: Judge,
): string | null {
  if (!written) return null;
  try {
    const malformed = malformedIn(written);
    if (malformed !== null) return `${malformed}: a server could read another request there`;
    const readings = readingsOf(requestBytes(written));
    return (
      operationRefusal(readings, said, judge) ??
      routeRefusal(written, readings, judge) ??
      valueRefusal(written, readings, judge)
    );
  } catch (error) {
    if (error instanceof Unreadable) return `the request cannot be judged: ${error.message}`;
    throw error;
  }
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// Some servers end a line also at a next-line character and at separators.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0a-\x1f\x7f\x85]|[^\0-\xff]/;

/** Of the head: what is not plain HTTP, so that where it ends would be for the server to say. */
function malformedIn({ method, target, headers }: WrittenRequest): string | null {
  if (!TOKEN.test(method)) return 'the method is not a word';
  if (!target.startsWith('/')) return 'the target is not a path';
  if (/[\s]/.test(target) || CONTROL.test(target)) return 'the target holds blanks or control characters';
  for (const [name, value] of headers) {
    if (!TOKEN.test(name)) return 'the name of a header is not a word';
    if (CONTROL.test(value)) return `header ${name} holds control characters`;
  }
  return null;
}

function operationRefusal(
  readings: readonly string[],
  said: readonly Operation[] | null,
  { target, tier }: Judge,
): string | null {
  const changing = [...(said ?? []), ...operationsIn(readings)].filter(({ changes }) => changes !== null);
  const forbidden = changing.find(({ changes }) => !mayChange(tier, changes));
  if (forbidden) {
    return `${forbidden.name} changes what tier ${tier} leaves alone: set safety.tier of target "${target.name}"`;
  }
  // The journal covers what the request is said to change.
  const unsaid = changing.find(({ name }) => said?.every((one) => one.name !== name) === true);
  return unsaid ? `the bytes name ${unsaid.name}, and the request is for another operation` : null;
}

/** The journal covers the caller's own account, and those that some reader finds in the request before it is signed. */
function uncoveredRefusal(
  written: WrittenRequest,
  request: WireRequest,
  said: readonly Operation[],
): string | null {
  if (said.every(({ changes }) => changes === null)) return null;
  const covered = new Set([request.identity?.accountId, ...accountsRead(request)]);
  const uncovered = accountsRead(written).find((account) => !covered.has(account));
  return uncovered === undefined
    ? null
    : `a server could change account ${uncovered}, and the request names another one`;
}

/** Headers by which a server, or a proxy before it, may be told another path, host or operation. */
const ROUTING =
  /(?:^|[-_])(?:ur[il]|path|target|action|operation|rewrite|destination|host|forwarded|prefix)s?(?:[-_]|$)/i;
const NAMED = /(?:^|[^a-z])(?:action|operation)["']?\s*[:=]\s*["']?([\w.#-]+)/gi;
const SECOND_REQUEST = /[\r\n][ \t]*[A-Za-z]{3,12}[ \t]+[/*]|\S[ \t]+\S+[ \t]+HTTP\/\d/;

/** Why a server could carry out an operation that the contract does not know, or of another service. */
function routeRefusal(
  written: WrittenRequest,
  readings: readonly string[],
  { target: { endpoint }, contract }: Judge,
): string | null {
  const own = new Set(endpoint.pathname.split('/').filter((segment) => segment !== ''));
  const strange = (text: string) =>
    decodings(text)
      .map((reading) => strangeSegment(reading, own))
      .find((segment) => segment !== null);
  const segment = strange(written.target);
  if (segment !== undefined) return `the contract knows no operation at ${JSON.stringify(segment)}`;
  for (const [name, value] of written.headers) {
    const refusal = headerRefusal(name, value);
    if (refusal !== null) return refusal;
  }
  for (const reading of readings) {
    for (const [, name = ''] of reading.matchAll(NAMED)) {
      if (!mayBeNamed(lastWord(name))) return `the contract knows no operation ${JSON.stringify(name)}`;
    }
    if (SECOND_REQUEST.test(`\n${firstLineless(reading)}`))
      return 'a server could read a second request in it';
  }
  return null;

  function headerRefusal(name: string, value: string): string | null {
    const { targetHeader, targetPrefix } = contract.wire;
    if (squeezed(name) === squeezed(targetHeader)) {
      const known = value.startsWith(targetPrefix) || !/[.#]/.test(value);
      return known && mayBeNamed(lastWord(value))
        ? null
        : `header ${name} names an operation of another service`;
    }
    if (!ROUTING.test(name)) return null;
    if (/host/i.test(name)) {
      return isHostOf(endpoint, value) ? null : `header ${name} names another host than ${endpoint.host}`;
    }
    return strange(value) === undefined
      ? null
      : `header ${name} names an operation that the contract does not know`;
  }
}

/** A name of this machine leads nowhere else. */
function isHostOf(endpoint: URL, value: string): boolean {
  if (value.trim().toLowerCase() === endpoint.host) return true;
  const given = `http://${value.trim()}`;
  return URL.canParse(given) && isLoopback(new URL(given));
}

function lastWord(name: string): string {
  return name.split(/[.#]/).at(-1) ?? '';
}

/** The text without the request line that it begins with. */
function firstLineless(text: string): string {
  return text.replace(/^[^\r\n]* HTTP\/1\.1(?=\r\n)/, '');
}

function valueRefusal(
  written: WrittenRequest,
  readings: readonly string[],
  { target }: Judge,
): string | null {
  const texts = readings.map((text) => text.replaceAll(/ HTTP\/\d\.\d/g, ' '));
  const valuesOf = (member: string) => new Set(texts.flatMap((text) => membersNamed(text, member)));
  const paths = decodings(written.target);
  const inPath = paths.flatMap((path) => path.match(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g) ?? []);
  const operations = operationsIn(readings);
  const changes = (resource: Operation['changes']) => operations.some((one) => one.changes === resource);
  const refusals = [
    ...[...valuesOf('AccountId'), ...inPath].map((value) => accountRefusal(value, target)),
    ...(changes('primary-contact') ? [...valuesOf('CountryCode')].map(countryRefusal) : []),
    ...(changes('region')
      ? [...valuesOf('RegionName'), ...paths.flatMap((path) => path.split(/[^\w-]+/))].map((value) =>
          regionRefusal(value, target),
        )
      : []),
  ];
  return refusals.find((refusal) => refusal !== null) ?? null;
}
