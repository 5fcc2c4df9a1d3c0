import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { SafetyRefusal } from '../guard/safety-refusal.ts';
import { bareHost, isLoopbackAddress } from './loopback.ts';

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
