import type { Role } from '../spec/world.ts';
import type { Identity, Target } from '../targets/target.ts';
import { Caller } from './caller.ts';
import { Blocked } from './errors.ts';
import type { Session } from './session.ts';

/** One organization of the target with the callers whose credentials are known. */
export interface OrganizationCallers {
  readonly id: string;
  readonly trustedAccess: boolean;
  readonly allFeatures: boolean;
  readonly managementId: string;
  readonly delegateId: string | null;
  /** Members that are not a delegate. */
  readonly memberIds: readonly string[];
  readonly management: Caller | null;
  readonly delegate: Caller | null;
  readonly members: readonly Caller[];
}

/** Who can play which part on this target. */
export class Callers {
  readonly #session: Session;
  readonly #target: Target;

  constructor(session: Session) {
    this.#session = session;
    this.#target = session.environment.target;
  }

  /** The caller where a rule names none. */
  get defaultCaller(): Caller {
    const [first] = this.#target.identities;
    if (!first)
      throw new Blocked(
        'the target has no identity: configure one with credentials, as standalone or under organizations of the target',
      );
    return this.#play(first);
  }

  get standalone(): Caller | null {
    const found = this.#target.identities.find(({ role }) => role === 'standalone');
    return found ? this.#play(found) : null;
  }

  get organizations(): OrganizationCallers[] {
    return this.#target.world.organizations.map((organization) => {
      const of = (accountId: string | null) =>
        this.#target.identities.find((identity) => accountId !== null && identity.accountId === accountId);
      const play = (identity: Identity | undefined) => (identity ? this.#play(identity) : null);
      const memberIds = organization.members.filter((id) => id !== organization.delegatedAdmin);
      return {
        id: organization.id,
        trustedAccess: organization.trustedAccess,
        allFeatures: organization.allFeatures,
        managementId: organization.management,
        delegateId: organization.delegatedAdmin,
        memberIds,
        management: play(of(organization.management)),
        delegate: play(of(organization.delegatedAdmin)),
        members: memberIds.flatMap((id) => play(of(id)) ?? []),
      };
    });
  }

  /**
   * The first organization with trusted access and all features in which `fits`.
   * @throws {Blocked} saying what to configure.
   */
  organization(
    what: string,
    fits: (organization: OrganizationCallers) => boolean = () => true,
  ): OrganizationCallers {
    const found = this.organizations.find(
      (organization) => organization.trustedAccess && organization.allFeatures && fits(organization),
    );
    if (!found) throw new Blocked(`needs ${what}: configure it under organizations of the target`);
    return found;
  }

  #play(identity: Identity): Caller {
    return new Caller(this.#session, identity);
  }
}

/** What is missing for a rule that needs these roles in one organization; `null`: nothing. */
export function missingRoles(target: Target, needs: readonly Role[]): string | null {
  const missing = needs.filter((role) => !target.identities.some((identity) => identity.role === role));
  if (missing.length === 0) return null;
  const places = new Set(missing.map(placeOf));
  return `no identity in the role ${missing.join(', ')}: configure one ${[...places].join(' and ')} of the target`;
}

/** Where the configuration of a target has an identity in this role. */
function placeOf(role: Role): string {
  return role === 'standalone' ? 'as standalone' : 'under organizations';
}

/** Why a rule about several accounts does not run, and what to do. */
export const ONE_ACCOUNT =
  'needs identities of two accounts: configure a second one, as standalone or under organizations of the target';
