import type { Contract } from '../../spec/contract.ts';
import type { Clause } from './clause.ts';
import { ERRORS } from './error-names.ts';
import { refusedAnyhow, refusedWithReason } from './refusal.ts';
import type { IssuedToken, State } from '../state/state.ts';
import type { Verdict } from './verdict.ts';

/** Of a list of which it is not certain what the service filters by. */
export const UNCERTAIN_FILTER = '?';

/** Which list a request asks for. */
export interface ListKey {
  readonly accountId: string;
  /** The statuses of the filter, sorted and joined; empty: no filter. */
  readonly filter: string;
  readonly maxResults: number | null;
}

/** How a sent token is answered, and the issued one that it continues, where that is certain. */
export interface TokenUse {
  readonly verdicts: readonly Verdict[];
  readonly continues: IssuedToken | null;
}

/** Judges a token that is sent with a request for a list. */
export function judgeToken(contract: Contract, state: State, key: ListKey, token: string): TokenUse {
  if (token === '') return contested();
  const known = issued(state, token);
  if (known.length === 0) return { verdicts: [foreign(contract)], continues: null };
  const continues = known.find(
    ({ accountId, filter, maxResults }) =>
      accountId === key.accountId && filter === key.filter && maxResults === key.maxResults,
  );
  if (!continues) return contested();
  if (known.some(({ spent }) => spent)) return { ...contested(), continues };
  return { verdicts: [{ acceptance: 'must', clause: 'page-token', refusals: [] }], continues };
}

/** The state once a token was sent, whatever came of it. */
export function withSpent(state: State, token: string): State {
  const [sent] = issued(state, token);
  return sent && !sent.spent ? { ...state, tokens: { ...sent, spent: true, earlier: state.tokens } } : state;
}

function issued(state: State, token: string): IssuedToken[] {
  const found: IssuedToken[] = [];
  for (let one = state.tokens; one; one = one.earlier) if (one.token === token) found.push(one);
  return found;
}

function contested(): TokenUse {
  const clause: Clause = 'contested-token';
  return { verdicts: [{ acceptance: 'contested', clause, refusals: [refusedAnyhow()] }], continues: null };
}

function foreign(contract: Contract): Verdict {
  const refusals = [...refusedWithReason(contract, [ERRORS.invalid]), refusedAnyhow({ breaks: 'should' })];
  return { acceptance: 'must-refuse', clause: 'foreign-token', refusals };
}
