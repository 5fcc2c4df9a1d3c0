import type { Credentials } from '../target.ts';
import type { Header } from '../transport/exchange.ts';

/** What is signed, and for whom. */
export interface SigningInput {
  readonly method: string;
  /** Path and query as they are sent, the endpoint's own prefix included. */
  readonly target: string;
  /** The headers to sign, `host` among them; aws4 leaves out a few, such as `connection` and `user-agent`. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  readonly credentials: Credentials;
  readonly service: string;
  readonly region: string;
  /** ISO 8601 basic format, e.g. `20150830T123600Z`. */
  readonly date: string;
}
