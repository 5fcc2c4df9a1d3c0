import { BlockList, isIP, type LookupFunction } from 'node:net';
import dns from 'node:dns';
import { SafetyRefusal } from '../guard/safety-refusal.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** Whether the endpoint can only be this machine: a loopback address, or a name below `localhost` (RFC 6761). */
export function isLoopback(endpoint: URL): boolean {
  const host = bareHost(endpoint);
  return isIP(host) === 0 ? /(^|\.)localhost\.?$/.test(host) : isLoopbackAddress(host);
}

function isLoopbackAddress(address: string): boolean {
  return LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The host without port, and without the brackets of an IPv6 address. */
export function bareHost(endpoint: URL): string {
  return endpoint.hostname.replaceAll(/[[\]]/g, '');
}

/**
 * Resolves names that can only be this machine, below `localhost`, where they are: a resolver may say otherwise, which is
 * judged whenever a connection is made. Fails with {@link SafetyRefusal}.
 */
export function loopbackLookup(lookup: LookupFunction | undefined): LookupFunction {
  return (host, options, done) => {
    // Looked up when it is needed: tests put another one in its place.
    (lookup ?? dns.lookup)(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [{ address: found }] : (found ?? []);
      const elsewhere = error ? undefined : addresses.find(({ address }) => !isLoopbackAddress(address));
      if (elsewhere === undefined) done(error, found, family);
      else done(elsewhereRefusal(host, elsewhere.address), found, family);
    });
  };
}

/** @throws {SafetyRefusal} where the name of a loopback endpoint is resolved to another machine. */
export async function refuseElsewhere(endpoint: URL, lookup: LookupFunction | undefined): Promise<void> {
  const host = bareHost(endpoint);
  if (isIP(host) !== 0) return;
  await new Promise<void>((resolve, reject) => {
    loopbackLookup(lookup)(host, { all: true }, (error) => {
      if (error instanceof SafetyRefusal) reject(error);
      // What cannot be resolved is told by the first request.
      else resolve();
    });
  });
}

function elsewhereRefusal(host: string, address: string): SafetyRefusal {
  return new SafetyRefusal(
    `${host} is not this machine, it resolves to ${address}: nothing guards a loopback endpoint; name the one that you mean`,
  );
}
