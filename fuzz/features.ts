import type { State } from '../oracle/state.ts';
import { accountOf, alternateOf } from '../oracle/state.ts';
import { namedAccount, textOf } from './account-of.ts';
import type { Performed } from './thread.ts';

/** What one answer showed: an input that shows something new is kept, one that touches something new is favoured. */
export interface Features {
  readonly shown: readonly string[];
  /** Obligations and anomalies with their answers, and pairs of calls: counted, but no reason to keep an input. */
  readonly touched: readonly string[];
}

const LONGEST_SHAPE = 80;

/** Status, error name and form of the message; the state in which it came; the call before it; the obligation. */
export function featuresOf(performed: Performed, previous: string): Features {
  const { call, answer } = performed;
  const outcome = outcomeOf(performed);
  const shown = [
    `${outcome} ${messageShape(answer.message)}`,
    `${outcome} ${contextOf(performed)} ${stateBefore(performed)}`,
  ];
  return { shown, touched: [`${call.label} ${outcome}`, `${previous} > ${outcome}`] };
}

/** A call and its answer in short. */
export function outcomeOf({ call, answer }: Performed): string {
  return `${call.operation} ${answer.status ?? 'none'} ${answer.error ?? ''}`;
}

/** A message without what differs from request to request. */
function messageShape(message: string | null): string {
  if (message === null) return '';
  return message
    .slice(0, LONGEST_SHAPE * 4)
    .replaceAll(/"[^"]*"|'[^']*'|[0-9]+/g, '#')
    .slice(0, LONGEST_SHAPE);
}

function contextOf({ call, request }: Performed): string {
  const named = namedAccount(call);
  const { role = 'nobody', accountId = null } = request.identity ?? {};
  if (named === undefined) return role;
  return named === accountId ? `${role} for itself` : `${role} for another`;
}

/** What was believed of the thing that the call is about. */
function stateBefore({ call, request, before }: Performed): string {
  const account = namedAccount(call) ?? request.identity?.accountId ?? '';
  const type = textOf(call, 'AlternateContactType');
  if (type !== '') return presence(before, account, type);
  const region = textOf(call, 'RegionName');
  if (region === '') return '';
  return accountOf(before, account).regions[region]?.join('|') ?? 'unseen';
}

function presence(state: State, account: string, type: string): string {
  const belief = alternateOf(state, account, type);
  if (belief === 'unknown') return 'unknown';
  return belief.map((value) => (value === null ? 'absent' : 'present')).join('|');
}
