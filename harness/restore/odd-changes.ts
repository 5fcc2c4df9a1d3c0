import type { Resource } from '../../spec/contract.ts';
import type { Json } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { Identity } from '../../targets/target.ts';
import { accountsOfWorld, type World } from '../../spec/world.ts';
import type { Debris } from './debris.ts';
import { textKey } from './written-texts.ts';
import type { Reach, Snapshot } from './snapshot.ts';

/** What was asked to change. */
interface OddChange {
  readonly identity: Identity;
  readonly account: string;
  readonly resource: Resource;
  readonly operation: string;
  /** As it was sent; `undefined`: not at all. */
  readonly named: Json | undefined;
}

/** What is asked of the state restorer. */
interface Originals {
  readonly journaled: boolean;
  readonly debris: Debris;
  reach(account: string, resource: Resource): Reach | null;
  reachAs(identity: Identity, account: string): Reach;
  original(account: string, resource: Resource, reach: Reach): Promise<Snapshot | null>;
}

/**
 * Changes that were accepted by a name that nothing had before, or of an account that is nobody's, so that no putting
 * back of originals undoes them.
 */
export class OddChanges {
  readonly #originals: Originals;
  readonly #known: ReadonlySet<string>;
  readonly #changes: (OddChange & { readonly reach: Reach })[] = [];

  constructor(originals: Originals, world: World) {
    this.#originals = originals;
    this.#known = new Set(accountsOfWorld(world));
  }

  /** Keeps those of accepted changes that are odd. */
  async note(changes: readonly OddChange[]): Promise<void> {
    if (this.#originals.journaled) return;
    for (const change of changes) {
      const { identity, account, resource, named } = change;
      const reach = this.#originals.reach(account, resource);
      if (!reach && !this.#known.has(account)) {
        this.#changes.push({ ...change, reach: this.#originals.reachAs(identity, account) });
        continue;
      }
      const original = reach && (await this.#originals.original(account, resource, reach));
      if (!original || isKnownTo(original, named)) continue;
      this.#changes.push({ ...change, reach });
      if (resource === 'region') this.#originals.debris.note(named);
    }
  }

  /**
   * Takes them back by the operation that undoes each and the same name. Whatever the target makes of it is right, since
   * nobody says that it has to know the name.
   */
  async takeAway(): Promise<void> {
    for (const { reach, resource, operation, named } of this.#changes.splice(0)) {
      const undo = undoOf(resource, operation);
      if (undo) await reach(undo.operation, named === undefined ? {} : { [undo.member]: named });
    }
  }
}

/** Whether a name is one of those that the originals have, or one that a lenient service takes for it. */
function isKnownTo(snapshot: Snapshot, named: Json | undefined): boolean {
  switch (snapshot.kind) {
    case 'alternate-contact':
      return isAmong(named, snapshot.contacts);
    case 'region':
      return isAmong(named, snapshot.statuses);
    case 'primary-contact':
    case 'primary-email':
      return true;
  }
}

function isAmong(named: Json | undefined, originals: Readonly<Record<string, unknown>>): boolean {
  return typeof named === 'string' && Object.keys(originals).some((name) => textKey(name) === textKey(named));
}

function undoOf(resource: Resource, operation: string): { operation: string; member: string } | null {
  if (resource === 'alternate-contact')
    return operation === 'PutAlternateContact'
      ? { operation: 'DeleteAlternateContact', member: 'AlternateContactType' }
      : null;
  const { transitions } = loadLifecycle();
  const change = transitions.find(({ request }) => request === operation);
  const back = transitions.find(({ from, to }) => from === change?.to && to === change.from);
  return back ? { operation: back.request, member: 'RegionName' } : null;
}
