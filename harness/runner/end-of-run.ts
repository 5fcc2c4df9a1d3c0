import { formatDuration } from '../../results/text/wording.ts';
import { OUT_OF_TIME } from '../../results/trouble.ts';
import type { RuleResult } from '../../results/record.ts';
import type { Target } from '../../targets/target.ts';
import type { TroubleBook } from '../trouble/trouble-book.ts';

/** Milliseconds before credentials end: half of them to put the state back, so that it is back in good time. */
const BEFORE_EXPIRY_MS = 4 * 60_000;
const LOOK_EVERY_MS = 500;

interface Ending {
  readonly target: Target;
  readonly trouble: TroubleBook;
  /** When the run ends, as performance.now(); `null`: when it is done. */
  readonly endsAt: number | null;
  /** Milliseconds that it was given, to be told. */
  readonly durationMs: number;
}

/** Ends a run in good order: when its time is over, and before credentials end that cannot be renewed. */
export class EndOfRun {
  readonly #ending: Ending;
  readonly #over = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  #verdict: Pick<RuleResult, 'outcome' | 'reason' | 'trouble'> = { outcome: 'skipped' };

  constructor(ending: Ending) {
    this.#ending = ending;
    const { target, endsAt } = ending;
    if (endsAt === null && target.identities.every(({ credentials }) => !credentials.expires)) return;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    this.look();
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** What a rule comes to that had no time left. */
  get verdict(): Pick<RuleResult, 'outcome' | 'reason' | 'trouble'> {
    return this.#verdict;
  }

  /** Ends the run where it is time to. */
  look(): void {
    if (this.#over.signal.aborted) return;
    const { endsAt, durationMs, target, trouble } = this.#ending;
    const expiring = target.identities.find(({ credentials }) => {
      const expires = credentials.expires?.() ?? null;
      return expires !== null && expires.getTime() - Date.now() < BEFORE_EXPIRY_MS;
    });
    if (expiring) {
      const expires = expiring.credentials.expires?.()?.toISOString() ?? '';
      const { kind, message } = trouble.expiring(expiring, expires);
      this.#end({ outcome: 'blocked', reason: message, trouble: kind });
    } else if (endsAt !== null && performance.now() >= endsAt) {
      this.#end({
        outcome: 'skipped',
        reason: `${OUT_OF_TIME} (--max-duration, ${formatDuration(durationMs)})`,
      });
    }
  }

  /** Looks no more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #end(verdict: Pick<RuleResult, 'outcome' | 'reason' | 'trouble'>): void {
    this.#verdict = verdict;
    this.stop();
    this.#over.abort(new Error(verdict.reason));
  }
}
