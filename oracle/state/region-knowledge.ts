import type { ModelOptions } from '../setting.ts';
import { own } from '../../spec/json.ts';
import { accountOf, type State } from './state.ts';

/** The statuses that a region may have now: what was left after the last answer, and what it may have become since. */
export function statusesNow(
  options: ModelOptions,
  state: State,
  accountId: string,
  region: string,
): readonly string[] {
  const known = own(accountOf(state, accountId).regions, region) ?? initialStatuses(options, region);
  return options.pending === 'holds' ? known : settled(options, known);
}

/** The same statuses, and those in which a pending one of them may end. */
function settled({ lifecycle }: ModelOptions, statuses: readonly string[]): readonly string[] {
  const ends = lifecycle.transitions.flatMap(({ via, to }) =>
    statuses.includes(via) && !statuses.includes(to) ? [to] : [],
  );
  return ends.length === 0 ? statuses : [...new Set([...statuses, ...ends])];
}

/** After a while in which every pending change may have completed, where pending statuses hold otherwise. */
export function settlePending(options: ModelOptions, state: State): State {
  const accounts = Object.entries(state.accounts).map(([id, account]) => {
    const regions = Object.entries(account.regions).map(([name, known]) => [name, settled(options, known)]);
    return [id, { ...account, regions: Object.fromEntries(regions) }];
  });
  return { ...state, accounts: Object.fromEntries(accounts) };
}

function initialStatuses({ regions, lifecycle }: ModelOptions, region: string): readonly string[] {
  if (regions.defaults.includes(region)) return lifecycle.fixed;
  if (regions.optIn.includes(region))
    return lifecycle.statuses.filter((status) => !lifecycle.fixed.includes(status));
  return lifecycle.statuses;
}

/** Whether there is such a region: `maybe` where the target has not shown it yet. */
export function existence(
  { regions }: ModelOptions,
  { catalogue }: State,
  region: string,
): 'yes' | 'no' | 'maybe' {
  if (catalogue.seen.includes(region)) return 'yes';
  if (catalogue.complete) return 'no';
  const { defaults, optIn, later } = regions;
  return [defaults, optIn, later].some((names) => names.includes(region)) ? 'maybe' : 'no';
}

/** The state once the target has shown these regions. */
export function withSeen(state: State, names: readonly string[]): State {
  const fresh = names.filter((name) => !state.catalogue.seen.includes(name));
  if (fresh.length === 0) return state;
  return { ...state, catalogue: { ...state.catalogue, seen: [...state.catalogue.seen, ...fresh] } };
}
