import type * as fc from 'fast-check';
import { seededRandom } from '../../generators/seeded-random.ts';
import { UNKNOWN_STATE } from '../../oracle/state/state.ts';
import { START_UPDATE } from '../../harness/resources/primary-email.ts';
import { deriveSeed } from '../../harness/seed.ts';
import type { RestorerSession } from '../../harness/restore/restorer-session.ts';
import type { StateRestorer } from '../../harness/restore/state-restorer.ts';
import { BrokenConnection } from '../../harness/errors.ts';
import { namedAccount, type FuzzCall } from '../fuzz-call.ts';
import { nowhereCall } from './indistinguishable.ts';
import { bucketOf, isNotSent, type Breach } from './breach.ts';
import { chance, pick } from '../draw/choose.ts';
import { renumber, type Corpus } from '../corpus/corpus.ts';
import { CallDrawer } from '../draw/draw-call.ts';
import { emailSteps } from '../draw/email-steps.ts';
import type { Arm, Energy } from '../corpus/energy.ts';
import { featuresOf, outcomeOf, type FeatureNumbers } from '../corpus/features.ts';
import type { AccountGroup } from '../account-group.ts';
import { largestPage, type DrawingSources } from '../draw/drawing-sources.ts';
import { mustNameAccount } from '../draw/managers.ts';
import { mutate } from '../draw/mutate.ts';
import { readBack } from './read-back.ts';
import type { RecentCalls } from './recent-calls.ts';
import { Execution, type FuzzEnvironment, type Performed } from './execution.ts';

/** What an explorer shares with the others; read during a round, changed only between two. */
export interface ExplorerShared {
  readonly environment: FuzzEnvironment;
  readonly sources: DrawingSources;
  readonly restorer: StateRestorer;
  /** Puts back, at the end, what calls changed that should have been refused. */
  readonly foreign: RestorerSession;
  readonly energy: Energy;
  readonly corpus: Corpus;
  readonly seed: number;
  readonly recent: RecentCalls;
  /** Everything that was ever shown. */
  readonly seen: ReadonlySet<number>;
  readonly numbers: FeatureNumbers;
  readonly stopped: () => boolean;
  /** Whether a finding of this bucket is kept already. */
  readonly isKnown: (bucket: string) => boolean;
}

/** A breach with the calls since the state was last put back; its own is the last. */
export interface Candidate {
  readonly breach: Breach;
  readonly calls: readonly FuzzCall[];
  /** Those of them that changed something, as far as their answers tell. */
  readonly changes: readonly FuzzCall[];
  /** All of them, with what other explorers changed meanwhile: what one account sees may come from another. */
  readonly together: readonly FuzzCall[];
  readonly last: Performed;
}

/** What a round showed, to be taken in between two rounds. */
export interface Report {
  /** How many calls were made, and how many things were new. */
  readonly tries: ReadonlyMap<Arm, { readonly made: number; readonly news: number }>;
  readonly shown: ReadonlySet<number>;
  readonly kept: readonly (readonly FuzzCall[])[];
  readonly candidates: ReadonlyMap<string, Candidate & { count: number }>;
}

/** Calls before the state is put back and everything is forgotten, and before other regions are come back to. */
const EPOCH = 800;
/** Calls that lead to a new answer, as far as they are kept. */
const KEPT_CALLS = 8;
const REMEMBERED_PAGES = 6;
const REMEMBERED_UPDATES = 6;
const FOCUS = 2;
/** How often what a call may have changed is read next, also where it was refused. */
const READ_BACK = 0.35;

/** How often something else is tried instead of an operation that nobody in the group may call. */
const SPARED = 0.8;

/** How often a refusal for an account of others is compared with one for an account that does not exist. */
const COMPARED = 0.3;

/** Makes up and sends calls to one account group, one after another. */
export class Explorer {
  readonly group: AccountGroup;
  readonly #shared: ExplorerShared;
  /** After how many calls of an epoch the state is put back. */
  readonly #restartsAt: number;
  readonly #callers: ReadonlySet<string>;
  readonly #own: ReadonlySet<string>;
  /** Whether anybody here may name another account. */
  readonly #managed: boolean;
  readonly #restorer: RestorerSession;
  /** Its own: what is drawn must not depend on what other explorers drew meanwhile. */
  readonly #drawer: CallDrawer;
  #execution: Execution;
  #calls: FuzzCall[] = [];
  #changes: FuzzCall[] = [];
  #planned: FuzzCall[];
  #pages: FuzzCall[] = [];
  #updates: FuzzCall[] = [];
  #focus: readonly string[] = [];
  #random: fc.Random;
  #next = 0;
  #made = 0;
  #previous = 0;
  #tries = new Map<Arm, { made: number; news: number }>();
  #shown = new Set<number>();
  #kept: FuzzCall[][] = [];
  #candidates = new Map<string, Candidate & { count: number }>();
  #notRestored: readonly string[] = [];
  sequences = 0;

  /** @param phase when in an epoch the state is put back, from 0 to 1: explorers that wait for that at once would idle. */
  constructor(group: AccountGroup, shared: ExplorerShared, phase: number) {
    this.group = group;
    this.#shared = shared;
    this.#restartsAt = Math.floor(phase * EPOCH);
    this.#callers = new Set(group.callers.map(({ identity }) => identity.name));
    this.#own = new Set(
      group.callers.flatMap(({ identity, reaches }) => [identity.accountId ?? '', ...reaches]),
    );
    this.#managed = group.callers.some(({ reaches }) => reaches.length > 0);
    this.#restorer = shared.restorer.open();
    this.#drawer = new CallDrawer(shared.sources);
    this.#execution = this.#newExecution();
    this.#random = seededRandom(deriveSeed(shared.seed, group.name));
    this.#planned = shared.corpus.all(this.#callers).flat();
    this.#begin();
  }

  /** Whether the call names an account of another group. */
  readonly isForeign = (call: FuzzCall): boolean => {
    const named = namedAccount(call);
    if (named !== undefined) return !this.#own.has(named);
    if (!mustNameAccount(this.#shared.environment.contract, call.operation)) return false;
    // Where it stands as something else than a text, a service may read it all the same.
    const value = JSON.stringify(call.input['AccountId'] ?? null);
    return !this.#own.values().some((id) => value.includes(id));
  };

  /** Makes so many calls, or fewer where the run stops or something new is to be looked at before more is changed. */
  async advance(count: number): Promise<void> {
    for (let made = 0; made < count && !this.#shared.stopped() && !this.#alarmed(); made += 1) {
      if (this.#made % EPOCH === 0) this.#refocus();
      if (this.#made % EPOCH === this.#restartsAt && this.#calls.length > 0) await this.restart();
      if (this.ended) return;
      this.#made += 1;
      const call = this.#planned.shift() ?? this.#draw();
      try {
        this.#take(await this.#execution.perform(call, this.isForeign(call)));
      } catch (error) {
        await this.#notPerformed(error);
      }
    }
  }

  /** Its state could not be put back: more calls would only change more of it. */
  get ended(): boolean {
    return this.#notRestored.length > 0;
  }

  #alarmed(): boolean {
    if (this.#candidates.size === 0) return false;
    return this.#candidates.keys().some((bucket) => !this.#shared.isKnown(bucket));
  }

  /** What was learned since the last time. */
  report(): Report {
    const report = { tries: this.#tries, shown: this.#shown, kept: this.#kept, candidates: this.#candidates };
    this.#tries = new Map();
    this.#shown = new Set();
    this.#kept = [];
    this.#candidates = new Map();
    return report;
  }

  /** Puts the state back and forgets what was known. Returns what could not be put back; that is not tried again. */
  async restart(): Promise<readonly string[]> {
    if (this.ended) return this.#notRestored;
    const problems = await this.#restorer.restore();
    this.#notRestored = problems;
    this.#execution = this.#newExecution();
    this.#begin();
    return problems;
  }

  #newExecution(): Execution {
    const { environment, foreign, isKnown } = this.#shared;
    return new Execution(
      environment,
      { own: this.#restorer, foreign },
      (breach) => !isKnown(bucketOf(breach)),
    );
  }

  #begin(): void {
    this.sequences += 1;
    this.#calls = [];
    this.#changes = [];
    this.#pages = [];
    this.#updates = [];
    this.#execution.state = UNKNOWN_STATE;
    const [first] = this.group.callers;
    // The catalogue of regions first: what is not in it is not a region.
    if (first && this.#shared.environment.contract.operations['ListRegions']) {
      const id = (this.#next += 1);
      const list = { id, identity: first.identity.name, operation: 'ListRegions', label: 'catalogue' };
      this.#planned = [
        { ...list, kind: 'valid', input: { MaxResults: largestPage(this.#shared.environment.contract) } },
        ...this.#renumbered(this.#planned),
      ];
    }
  }

  /** The same in all explorers: what one account may see of another is seen where both come to the same region. */
  #refocus(): void {
    const { sources, seed } = this.#shared;
    const { changeable } = sources;
    if (changeable.length === 0) return;
    const random = seededRandom(deriveSeed(seed, `focus ${this.#made / EPOCH}`));
    this.#focus = Array.from({ length: FOCUS }, () => pick(random, changeable));
  }

  #renumbered(calls: readonly FuzzCall[]): FuzzCall[] {
    const numbered = renumber(calls, this.#next + 1);
    this.#next += calls.length;
    return numbered;
  }

  #draw(): FuzzCall {
    const { corpus, environment } = this.#shared;
    const drawer = this.#drawer;
    const random = this.#random;
    const place = {
      group: this.group,
      id: (this.#next += 1),
      focus: this.#focus,
      pages: this.#pages,
      updates: this.#updates,
      regions: this.#execution.state.catalogue.seen.length,
    };
    if (chance(random, 0.01)) {
      const entry = corpus.pick(random, this.#callers);
      const planned = entry ? mutate(random, entry, drawer, place) : [];
      this.#next += planned.length;
      this.#planned = planned.slice(1);
      if (planned[0]) return planned[0];
    }
    const last = this.#calls.at(-1);
    if (last && this.#execution.refusedForOthers && chance(random, COMPARED))
      return nowhereCall(last, place.id);
    const step = last && this.#goingOn(last, place.id);
    if (step) return step;
    const read = last && chance(random, READ_BACK) ? readBack(environment.contract, last, place.id) : null;
    if (read) return read;
    const { kind, operation } = this.#choose();
    return drawer.draw(random, place, kind, operation);
  }

  /** What to try next: seldom what is refused whoever calls. */
  #choose(): Pick<Arm, 'kind' | 'operation'> {
    const { energy, environment } = this.#shared;
    const chosen = energy.choose(this.#random);
    if (this.#managed || !mustNameAccount(environment.contract, chosen.operation)) return chosen;
    return chance(this.#random, SPARED) ? energy.choose(this.#random) : chosen;
  }

  /** The first of the calls that go on from the last one, which changed an address; the others are planned. */
  #goingOn(last: FuzzCall, id: number): FuzzCall | undefined {
    if (this.#changes.at(-1) !== last) return undefined;
    const { oneTimePassword } = this.#shared.environment.target;
    const steps = emailSteps(this.#random, last, { group: this.group, oneTimePassword });
    const [first, ...planned] = steps.map((step, at) => ({ ...step, id: id + at }));
    this.#next += planned.length;
    this.#planned = planned;
    return first;
  }

  /** A call cannot be sent, or must not be; or what it did is not known, so that nothing is known any more. */
  async #notPerformed(error: unknown): Promise<void> {
    if (isNotSent(error)) return;
    if (!(error instanceof BrokenConnection)) throw error;
    await this.restart();
  }

  #take(performed: Performed): void {
    const { call, answer, breaches } = performed;
    this.#calls.push(call);
    this.#shared.recent.add(this.group.name, call);
    if (answer.status !== null && answer.status < 300 && this.#mayChange(call)) {
      this.#changes.push(call);
      if (call.operation === START_UPDATE && !call.wire)
        this.#updates = [...this.#updates, call].slice(-REMEMBERED_UPDATES);
    }
    if (!call.wire && typeof answer.output?.['NextToken'] === 'string') {
      this.#pages = [...this.#pages, call].slice(-REMEMBERED_PAGES);
    }
    const { numbers } = this.#shared;
    const outcome = outcomeOf(performed, numbers);
    const { shown, touched } = featuresOf(performed, outcome, this.#previous, numbers);
    this.#previous = outcome;
    const news = this.#note(shown);
    if (news > 0) this.#kept.push(this.#leadingTo(call));
    this.#count(call, news + this.#note(touched));
    for (const breach of breaches) this.#suspect(breach, performed);
  }

  /** How many of these were never shown before. */
  #note(features: readonly number[]): number {
    let news = 0;
    for (const feature of features) {
      if (this.#shared.seen.has(feature) || this.#shown.has(feature)) continue;
      this.#shown.add(feature);
      news += 1;
    }
    return news;
  }

  #count(call: FuzzCall, news: number): void {
    const arm = this.#shared.energy.armOf(call);
    if (!arm) return;
    const tries = this.#tries.get(arm) ?? { made: 0, news: 0 };
    tries.made += 1;
    tries.news += news;
    this.#tries.set(arm, tries);
  }

  #suspect(breach: Breach, last: Performed): void {
    const bucket = bucketOf(breach);
    const known = this.#candidates.get(bucket);
    if (known) {
      known.count += 1;
      return;
    }
    const calls = [...this.#calls];
    const changes = [...this.#changes];
    const together = this.#shared.recent.around(this.group.name, calls, (call) => this.#mayChange(call));
    this.#candidates.set(bucket, { breach, calls, changes, together, last, count: 1 });
  }

  #mayChange({ operation }: FuzzCall): boolean {
    return !!this.#shared.environment.contract.operations[operation]?.changes;
  }

  /** The last calls of the same operation family and account: what may have led there. */
  #leadingTo(call: FuzzCall): FuzzCall[] {
    const { operations } = this.#shared.environment.contract;
    const resourceOf = ({ operation }: FuzzCall) =>
      operations[operation]?.changes ?? operations[operation]?.reads;
    const resource = resourceOf(call);
    return this.#calls.filter((one) => resourceOf(one) === resource).slice(-KEPT_CALLS);
  }
}
