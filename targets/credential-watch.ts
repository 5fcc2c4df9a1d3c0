import type { WireClient } from './exchange.ts';
import type { Credentials } from './target.ts';

/** A client that tells which credentials it signs with: during a long run they are refreshed. */
export function credentialWatch(client: WireClient, learn: (credentials: Credentials) => void): WireClient {
  return {
    async send(request, signal) {
      const { identity } = request;
      if (identity === null) return client.send(request, signal);
      const credentials = async () => {
        const used = await identity.credentials();
        learn(used);
        return used;
      };
      const exchange = await client.send({ ...request, identity: { ...identity, credentials } }, signal);
      // Whoever compares requests gets the one that was given.
      return { ...exchange, request };
    },
    close: () => client.close(),
  };
}
