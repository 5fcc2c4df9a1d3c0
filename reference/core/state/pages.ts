import { createHmac } from 'node:crypto';

const MAC_BYTES = 16;

/** What a page token is good for. */
export interface TokenScope {
  readonly account: string;
  /** The statuses asked for, sorted, each once. */
  readonly filter: readonly string[];
}

/** Issues and reads the tokens of one service. */
export interface PageTokens {
  issue(scope: TokenScope, after: string): string;
  /** The name after which the next page starts; `null`: not a token of ours for this scope. */
  read(scope: TokenScope, token: string): string | null;
}

/** Tokens that name the last item of a page, sealed with a secret to account and filter. */
export function sealedTokens(secret: string): PageTokens {
  const issue = (scope: TokenScope, after: string): string => {
    const name = Buffer.from(after, 'utf8');
    const mac = createHmac('sha256', secret)
      .update(JSON.stringify([scope.account, scope.filter, after]))
      .digest()
      .subarray(0, MAC_BYTES);
    return Buffer.concat([mac, mask(name, mac)]).toString('base64url');
  };
  return {
    issue,
    read: (scope, token) => {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.byteLength <= MAC_BYTES) return null;
      const after = mask(bytes.subarray(MAC_BYTES), bytes.subarray(0, MAC_BYTES)).toString('utf8');
      // Issued anew rather than compared by parts: several texts decode to the same bytes.
      return issue(scope, after) === token ? after : null;
    },
  };
}

/** Hides a name from the eye, so that no client reads more than a token into it. */
function mask(name: Buffer, mac: Buffer): Buffer {
  return Buffer.from(name.map((byte, index) => byte ^ (mac[index % mac.byteLength] ?? 0)));
}

/** A page of names and, where more follow, the last name of it. */
export interface Page {
  readonly names: readonly string[];
  readonly last: string | null;
}

/** The names after a cursor, at most `size`. By name, so that it stays right when others come and go. */
export function paginate(names: readonly string[], after: string | null, size: number): Page {
  const rest = after === null ? names : names.filter((name) => name > after);
  const page = rest.slice(0, size);
  return { names: page, last: rest.length > size ? (page.at(-1) ?? null) : null };
}
