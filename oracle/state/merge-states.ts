import { own } from '../../spec/json.ts';
import { either, eitherEmail } from './belief.ts';
import { accountOf, type AccountState, type Catalogue, type State } from './state.ts';

/** Either of two states may be true; what one of them does not know is unknown. */
export function mergeStates(one: State, other: State): State {
  if (one === other) return one;
  const ids = new Set([...Object.keys(one.accounts), ...Object.keys(other.accounts)]);
  const accounts: Record<string, AccountState> = {};
  for (const id of ids) accounts[id] = mergeAccounts(accountOf(one, id), accountOf(other, id));
  return { accounts, catalogue: mergeCatalogues(one.catalogue, other.catalogue), tokens: longer(one, other) };
}

function mergeAccounts(one: AccountState, other: AccountState): AccountState {
  if (one === other) return one;
  return {
    primary: either(one.primary, other.primary),
    alternates: common(one.alternates, other.alternates, either),
    regions: common(one.regions, other.regions, (first, second) =>
      [...new Set([...first, ...second])].toSorted(),
    ),
    email: eitherEmail(one.email, other.email),
  };
}

/** Merges what both know; a name that only one knows is unknown. */
function common<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  merge: (first: T, second: T) => T,
): Readonly<Record<string, T>> {
  if (one === other) return one;
  return Object.fromEntries(
    Object.entries(one).flatMap(([name, value]): [string, T][] => {
      const second = own(other, name);
      return second === undefined ? [] : [[name, value === second ? value : merge(value, second)]];
    }),
  );
}

function mergeCatalogues(one: Catalogue, other: Catalogue): Catalogue {
  if (one === other) return one;
  return {
    seen: one.seen.filter((name) => other.seen.includes(name)),
    complete: one.complete && other.complete,
  };
}

/** Every token that either state knows of; the states share a past, so that the longer chain holds both. */
function longer(one: State, other: State): State['tokens'] {
  return count(one) >= count(other) ? one.tokens : other.tokens;
}

function count(state: State): number {
  let length = 0;
  for (let token = state.tokens; token; token = token.earlier) length += 1;
  return length;
}
