import type { NormalizedAnswer } from '../results/normalized-answer.ts';
import type { Resource } from '../spec/contract.ts';
import type { Json } from '../spec/json.ts';
import type { TroubleKind } from '../spec/load-trouble.ts';
import type { Resent } from '../targets/pacing/resend-on-reset.ts';
import type { Identity } from '../targets/target.ts';

/** Which request was not answered as it should be: by whom, and the account that it names. */
export interface Asked {
  readonly operation: string;
  readonly identity: Identity;
  readonly accountId: Json | undefined;
}

/** The target did not do what a rule says. */
export class Refutation extends Error {
  override readonly name = 'Refutation';
  readonly expected: string;
  readonly actual: string;
  /** The normalized answer: what findings of a rule are told apart by. */
  readonly form: NormalizedAnswer;
  readonly asked: Asked | null;

  constructor(expected: string, actual: string, form: NormalizedAnswer, asked: Asked | null = null) {
    super(`expected ${expected}; got ${actual}`);
    this.expected = expected;
    this.actual = actual;
    this.form = form;
    this.asked = asked;
  }
}

/** A rule could not be judged because something that it rests on does not hold (the cause) or is missing. */
export class Blocked extends Error {
  override readonly name: string = 'Blocked';
}

/** A rule could not be judged because of what says nothing about the service. */
export class BlockedByTrouble extends Blocked {
  override readonly name = 'BlockedByTrouble';
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What an account holds is not changed, since it could not be put back. */
export class Untouched extends Blocked {
  override readonly name = 'Untouched';
  readonly account: string;
  readonly resource: Resource;

  constructor(account: string, resource: Resource) {
    super(`${resource} of account ${account} is not touched: what it is cannot be read`);
    this.account = account;
    this.resource = resource;
  }
}

/** A rule does not apply to this target. */
export class NotApplicable extends Error {
  override readonly name: string = 'NotApplicable';
}

/** What the regions of a run may take in all is spent, so that a rule has no turn. */
export class RegionBudgetSpent extends NotApplicable {
  constructor() {
    super('region budget');
  }
}

/** The connection, or we ourselves, failed: never a finding. */
export class HarnessFault extends Error {
  override readonly name: string = 'HarnessFault';
}

/** A connection broke, and held when the request was sent again: the target is there, but what the request did is not known. */
export class BrokenConnection extends HarnessFault {
  override readonly name = 'BrokenConnection';

  /** @throws {BrokenConnection} where it took more than one connection to be answered. */
  static throwIfBroken({ exchange, broken }: Resent): void {
    const fault = broken[0]?.fault;
    if (fault && !exchange.fault)
      throw new BrokenConnection(`${fault.kind}: ${fault.message}; sent again, it was answered`);
  }
}
