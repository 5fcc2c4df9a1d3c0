import { credentialErrors } from '../../spec/load-trouble.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Exchange, WireClient, WireRequest } from '../transport/exchange.ts';
import { headerValue } from '../transport/header-list.ts';
import type { Target } from '../target.ts';

const LONGEST_BODY = 64 * 1024;

/** A client that sends again, with other credentials, what is refused for those that it had, where their source has others. */
export function renewingClient(client: WireClient, target: Target, contract: Contract): WireClient {
  if (target.identities.every(({ credentials }) => !credentials.renew)) return client;
  const errors = [...credentialErrors()];

  function isRefused({ identity, signing, provokes }: WireRequest, { response }: Exchange): boolean {
    if (!identity?.credentials.renew || signing || provokes?.includes('signature')) return false;
    if (!response || response.status < 400 || response.status > 403) return false;
    const { headers, body } = response;
    const named = headerValue(headers, contract.wire.errorHeader);
    const told = named ?? (body.byteLength <= LONGEST_BODY ? Buffer.from(body) : '');
    return errors.some((error) => told.includes(error));
  }

  return {
    async send(request, signal) {
      const exchange = await client.send(request, signal);
      if (!isRefused(request, exchange)) return exchange;
      const renewed = await request.identity?.credentials.renew?.(signal).catch(() => false);
      return renewed ? client.send(request, signal) : exchange;
    },
    close: () => client.close(),
  };
}
