import { accountsOf } from '../../reference/core/authorize-context.ts';
import type { Organization, World } from '../../spec/world.ts';

/** Who calls, and whose account the call names; `null`: none. */
export interface Naming {
  readonly world: World;
  readonly caller: string;
  readonly named: string | null;
}

/** One line of the contract's table of contexts: when it applies, and whether the call is then accepted. */
export interface Situation {
  readonly what: string;
  readonly accepted: boolean;
  /** Whether the call names no account. */
  readonly namesNone: boolean;
  applies(naming: Naming): boolean;
}

type Test = (organization: Organization, naming: Naming) => boolean;

const serves: Test = ({ trustedAccess, allFeatures }) => trustedAccess && allFeatures;
const byManagement: Test = ({ management }, { caller }) => caller === management;
const byDelegate: Test = ({ delegatedAdmin }, { caller }) => caller === delegatedAdmin;
const byMember: Test = (organization, naming) =>
  !byManagement(organization, naming) && !byDelegate(organization, naming);
const namesNone: Test = (_, { named }) => named === null;
const namesItself: Test = (_, { caller, named }) => named === caller;
const namesManagement: Test = ({ management }, { named }) => named === management;
const namesMember: Test = (organization, { named, caller }) =>
  named !== caller && named !== organization.management && accountsOf(organization).includes(named ?? '');
const namesDelegate: Test = ({ delegatedAdmin }, { named }) => named !== null && named === delegatedAdmin;
const namesOutsider: Test = (organization, { named }) =>
  named !== null && !accountsOf(organization).includes(named);
const namesAnother: Test = (_, { named, caller }) => named !== null && named !== caller;

/** The situations in which the contract says what a call does, by the name of their rules. */
export const SITUATIONS: readonly Situation[] = [
  alone('own-account-of-standalone', true, namesNone),
  within('own-account-of-management', true, serves, byManagement, namesNone),
  within('own-account-of-delegate', true, serves, byDelegate, namesNone),
  within('own-account-of-member', true, serves, byMember, namesNone),
  within('own-account-without-trusted-access', true, not('trustedAccess'), byMember, namesNone),
  within('management-member', true, serves, byManagement, namesMember),
  within('management-delegated-admin', true, serves, byManagement, namesDelegate),
  within('delegate-member', true, serves, byDelegate, namesMember),
  within('delegate-own-account', true, serves, byDelegate, namesItself),
  within('management-own-account', false, serves, byManagement, namesItself),
  within('delegate-management-account', false, serves, byDelegate, namesManagement),
  within('member-any-account', false, serves, byMember, namesAnother),
  within('member-own-account', false, serves, byMember, namesItself),
  alone('standalone-own-account', false, namesItself),
  alone('standalone-other-account', false, namesAnother),
  within('outside-organization', false, serves, byManagement, namesOutsider),
  within('delegate-outside-organization', false, serves, byDelegate, namesOutsider),
  within('trusted-access-off', false, not('trustedAccess'), byManagement, namesMember),
  within('no-all-features', false, not('allFeatures'), byManagement, namesMember),
];

function not(what: 'trustedAccess' | 'allFeatures'): Test {
  return (organization) => !organization[what];
}

function within(what: string, accepted: boolean, ...tests: readonly Test[]): Situation {
  return {
    what,
    accepted,
    namesNone: tests.includes(namesNone),
    applies(naming) {
      const organization = naming.world.organizations.find((one) => accountsOf(one).includes(naming.caller));
      return organization !== undefined && tests.every((test) => test(organization, naming));
    },
  };
}

/** Of an account in no organization. */
function alone(what: string, accepted: boolean, test: Test): Situation {
  const none = {
    id: '',
    trustedAccess: false,
    allFeatures: false,
    management: '',
    delegatedAdmin: null,
    members: [],
  };
  return {
    what,
    accepted,
    namesNone: test === namesNone,
    applies: (naming) => naming.world.standalone.includes(naming.caller) && test(none, naming),
  };
}
