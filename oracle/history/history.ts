import type { Answer, OracleCall } from '../call.ts';

/** One call of a concurrent history with its answer. Times are on one clock, in any unit. */
export interface HistoryEvent {
  readonly id: number;
  readonly start: number;
  /** Infinity where no answer came. */
  readonly end: number;
  readonly call: OracleCall;
  readonly answer: Answer;
}

/** An event as the search sees it. An indefinite one may have happened at any time after its start, or never. */
export interface Step {
  readonly event: HistoryEvent;
  readonly answer: Answer;
  readonly end: number;
  readonly definite: boolean;
}

const NO_ANSWER: Answer = { status: null, error: null, reason: null, output: null };

/** Without an answer, or after a failure of the service, nothing is known of when or whether a call took effect. */
export function stepOf(event: HistoryEvent): Step {
  const { status } = event.answer;
  if (status === null || status >= 500)
    return { event, answer: event.answer, end: Infinity, definite: false };
  return { event, answer: event.answer, end: event.end, definite: true };
}

/** The same event, its answer forgotten. Whatever explains a history also explains it after this. */
export function weakened({ event }: Step): Step {
  return { event, answer: NO_ANSWER, end: Infinity, definite: false };
}
