import type { Json } from '../../../spec/json.ts';
import type { Compose } from './compose.ts';

/** Reads the text of a body in another way first; `undefined`, or JSON that is none: in the usual one. */
export function readBodyAs(read: (text: string, bytes: Uint8Array) => Json | undefined): Compose {
  return (parts) => ({
    ...parts,
    parseBody: (body, errorName) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
      const value = orUndefined(() => read(text, body));
      const usual = value === undefined ? body : new TextEncoder().encode(JSON.stringify(value));
      return parts.parseBody(usual, errorName);
    },
  });
}

function orUndefined(read: () => Json | undefined): Json | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
