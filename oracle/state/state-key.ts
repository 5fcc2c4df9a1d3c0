import type { IssuedToken, State } from './state.ts';

const keys = new WeakMap<State, string>();
const tokens = new WeakMap<IssuedToken, number>();
let issued = 0;

/** A text that two states share only if they are indistinguishable. */
export function stateKey(state: State): string {
  const known = keys.get(state);
  if (known !== undefined) return known;
  const { seen, complete } = state.catalogue;
  const key = `${JSON.stringify(state.accounts)}${seen.join()}${complete}${tokenKey(state.tokens)}`;
  keys.set(state, key);
  return key;
}

function tokenKey(token: IssuedToken | null): number {
  if (!token) return 0;
  const known = tokens.get(token);
  if (known !== undefined) return known;
  issued += 1;
  tokens.set(token, issued);
  return issued;
}
