import type { Contract } from '../../spec/contract.ts';
import { mayChange } from '../../spec/least-privilege.ts';
import type { WireClient, WireRequest } from '../transport/exchange.ts';
import { accountRefusal } from './guard-account.ts';
import { countryRefusal } from './guard-country.ts';
import { operationsNamed } from './guard-operation.ts';
import { regionRefusal } from './guard-region.ts';
import { valuesNamed } from './guard-values.ts';
import { refusePlainHttp } from './guard-transport.ts';
import { SafetyRefusal } from './safety-refusal.ts';
import type { Target, Tier } from '../target.ts';

/**
 * A client that sends nothing which the configuration does not allow, whoever asks; on loopback everything goes.
 * `send` rejects with {@link SafetyRefusal}, before the request reaches the inner client.
 */
export function guardedClient(
  client: WireClient,
  target: Target,
  contract: Contract,
  tier: Tier,
): WireClient {
  if (target.loopback) return client;
  return {
    async send(request, signal) {
      const refusal = requestRefusal(request, target, contract, tier);
      if (refusal !== null) throw new SafetyRefusal(refusal);
      if (request.identity) refusePlainHttp(target, await request.identity.credentials());
      return client.send(request, signal);
    },
    close: () => client.close(),
  };
}

function requestRefusal(request: WireRequest, target: Target, contract: Contract, tier: Tier): string | null {
  const operations = operationsNamed(request, contract);
  const forbidden = operations.find(({ changes }) => !mayChange(tier, changes));
  if (forbidden) {
    return `${forbidden.name} changes what tier ${tier} leaves alone: set safety.tier of target "${target.name}"`;
  }
  for (const value of valuesNamed(request, 'AccountId')) {
    const refusal = accountRefusal(value, target);
    if (refusal !== null) return refusal;
  }
  if (operations.some(({ changes }) => changes === 'primary-contact')) {
    for (const value of valuesNamed(request, 'CountryCode')) {
      const refusal = countryRefusal(value);
      if (refusal !== null) return refusal;
    }
  }
  if (!operations.some(({ changes }) => changes === 'region')) return null;
  for (const value of valuesNamed(request, 'RegionName')) {
    const refusal = regionRefusal(value, target);
    if (refusal !== null) return refusal;
  }
  return null;
}
