import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** Whether the endpoint can only be this machine: a loopback address, or a name below `localhost` (RFC 6761). */
export function isLoopback(endpoint: URL): boolean {
  const host = bareHost(endpoint);
  return isIP(host) === 0 ? /(^|\.)localhost\.?$/.test(host) : isLoopbackAddress(host);
}

export function isLoopbackAddress(address: string): boolean {
  return LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The host without port, and without the brackets of an IPv6 address. */
export function bareHost(endpoint: URL): string {
  return endpoint.hostname.replaceAll(/[[\]]/g, '');
}
