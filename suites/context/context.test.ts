import { expect, test } from 'vitest';
import { startEmbedded } from '../../proof/embedded.ts';
import { EMBEDDED_WORLD } from '../../targets/config/presets.ts';
import type { Handler } from '../../reference/core/service-parts.ts';
import { accountsOfWorld } from '../../spec/world.ts';
import { loneTarget, runAgainst } from '../../harness/testing/run-against.ts';

type Compose = NonNullable<NonNullable<Parameters<typeof startEmbedded>[0]>['compose']>;
type Parts = Parameters<Compose>[0];
type Authorize = Parts['authorizeContext'];

const MANAGEMENT = '222222222222';
const DELEGATE = '333333333333';
const MEMBER = '444444444444';
const everyAccount = accountsOfWorld(EMBEDDED_WORLD);
const siblings = EMBEDDED_WORLD.organizations[0]?.members ?? [];

const authorizing =
  (change: (right: Authorize) => Authorize): Compose =>
  (parts) => ({ ...parts, authorizeContext: change(parts.authorizeContext) });

/** An authorization that reads another world. */
const inWorld =
  (change: (world: typeof EMBEDDED_WORLD) => typeof EMBEDDED_WORLD) =>
  (right: Authorize): Authorize =>
  (caller, named, operation, parts) =>
    right(caller, named, operation, {
      ...parts,
      options: { ...parts.options, world: change(parts.options.world) },
    });

const trustingAll = inWorld((world) => ({
  ...world,
  organizations: world.organizations.map((one) => ({ ...one, trustedAccess: true })),
}));

/** What is found need not be small here. */
const BUDGET = { runs: 8, shrinkBudget: 0 };

interface Fault {
  readonly compose: Compose;
  /** The rules that must find it, and find it alone. */
  readonly found: readonly string[];
  /** Rules beside them, which must not be misled. */
  readonly sound: readonly string[];
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'AccountId is ignored': {
    compose: authorizing(() => (caller) => caller),
    found: [
      'management-member/*Region*',
      'delegate-member/Put*',
      'management-own-account/Get*',
      'standalone-own-account/Delete*',
      'trusted-access-off/List*',
    ],
    sound: ['own-account-of-*/Put*', 'delegate-own-account/Enable*'],
  },
  'AccountId is honoured for everyone': {
    compose: authorizing(() => (caller, named) => named ?? caller),
    found: [
      'management-own-account/Put*',
      'member-own-account/Get*',
      'member-any-account/Put*',
      'standalone-other-account/List*',
      'delegate-management-account/Put*',
      'outside-organization/Get*',
      'delegate-outside-organization/Get*',
      'trusted-access-off/Put*',
      'no-all-features/Put*',
    ],
    sound: ['management-member/Put*', 'delegate-own-account/Put*'],
  },
  'the management account may name itself': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        caller === named && caller === MANAGEMENT ? caller : right(caller, named, operation, parts),
    ),
    found: ['management-own-account/*'],
    sound: ['member-own-account/Put*', 'standalone-own-account/Put*', 'delegate-management-account/Put*'],
  },
  'a member may name itself': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        caller === named && caller === MEMBER ? caller : right(caller, named, operation, parts),
    ),
    found: ['member-own-account/*'],
    sound: ['member-any-account/Put*', 'management-own-account/Put*'],
  },
  'the delegated administrator has no rights': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        right(caller === DELEGATE && named !== null ? MEMBER : caller, named, operation, parts),
    ),
    found: ['delegate-member/*Region*', 'delegate-own-account/Delete*'],
    sound: ['management-member/Put*', 'own-account-of-delegate/Put*'],
  },
  'the delegated administrator reaches the management account': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        caller === DELEGATE && named === MANAGEMENT ? named : right(caller, named, operation, parts),
    ),
    found: ['delegate-management-account/*'],
    sound: ['delegate-outside-organization/Put*', 'member-any-account/Put*'],
  },
  'organizations have no boundary': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        caller === MANAGEMENT && named !== null && named !== caller && everyAccount.includes(named)
          ? named
          : right(caller, named, operation, parts),
    ),
    found: ['outside-organization/*Alternate*', 'outside-organization-alike/*Contact*'],
    sound: ['delegate-outside-organization/Put*', 'management-own-account/Put*'],
  },
  'trusted access does not count for one operation': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        (operation.name === 'EnableRegion' ? trustingAll(right) : right)(caller, named, operation, parts),
    ),
    found: ['trusted-access-off/EnableRegion'],
    sound: ['trusted-access-off/DisableRegion', 'trusted-access-off/Put*', 'no-all-features/Put*'],
  },
  'all features do not count': {
    compose: authorizing(
      inWorld((world) => ({
        ...world,
        organizations: world.organizations.map((one) => ({ ...one, allFeatures: true })),
      })),
    ),
    found: ['no-all-features/*'],
    sound: ['trusted-access-off/Put*'],
  },
  'a call without AccountId acts on the management account': {
    compose: authorizing(
      (right) => (caller, named, operation, parts) =>
        named === null && caller === MEMBER ? MANAGEMENT : right(caller, named, operation, parts),
    ),
    found: [
      'own-account-of-member/Put*',
      'own-account-of-member/Enable*',
      'accounts-apart/ContactInformation',
    ],
    sound: ['own-account-of-standalone/Put*', 'own-account-of-delegate/Put*'],
  },
  'what the management account writes is written to its own account too': {
    compose: (parts) => ({
      ...parts,
      handlers: {
        ...parts.handlers,
        PutAlternateContact: (call, all) => {
          parts.handlers['PutAlternateContact']?.({ ...call, account: call.caller }, all);
          return parts.handlers['PutAlternateContact']?.(call, all) ?? null;
        },
      },
    }),
    found: ['management-member/PutAlternateContact', 'accounts-apart/AlternateContact'],
    sound: ['management-member/PutContactInformation', 'own-account-of-management/PutAlternateContact'],
  },
  'a primary contact is shared by the members': {
    compose: (parts) => ({
      ...parts,
      store: {
        ...parts.store,
        putPrimaryContact: (account, contact) => {
          for (const one of siblings.includes(account) ? siblings : [account])
            parts.store.putPrimaryContact(one, contact);
        },
      },
    }),
    found: ['accounts-apart/ContactInformation'],
    sound: ['accounts-apart/AlternateContact', 'management-member/PutContactInformation'],
  },
  'a region changes in every account': {
    compose: (parts) => ({
      ...parts,
      store: {
        ...parts.store,
        putRegionChange: (_account, region, change) => {
          for (const one of everyAccount) parts.store.putRegionChange(one, region, change);
        },
      },
    }),
    found: ['accounts-apart/Regions'],
    sound: ['accounts-apart/AlternateContact'],
  },
  'a refused put is stored': {
    compose: (parts) => {
      let last: Parameters<Parts['validate']>[1] = {};
      return {
        ...parts,
        validate: (shape, input, all) => {
          last = input;
          return parts.validate(shape, input, all);
        },
        authorizeContext: (caller, named, operation, all) => {
          try {
            return parts.authorizeContext(caller, named, operation, all);
          } catch (error) {
            if (operation.name === 'PutAlternateContact' && named !== null) {
              const { AlternateContactType: type } = last;
              parts.store.putAlternateContact(named, typeof type === 'string' ? type : '', last);
            }
            throw error;
          }
        },
      };
    },
    found: [
      'management-own-account/PutAlternateContact',
      'outside-organization/PutAlternateContact',
      'member-any-account/PutAlternateContact',
      'trusted-access-off/PutAlternateContact',
    ],
    sound: ['management-own-account/PutContactInformation'],
  },
  'the refusal tells which accounts exist': {
    compose: authorizing((right) => (caller, named, operation, parts) => {
      try {
        return right(caller, named, operation, parts);
      } catch (error) {
        if (error instanceof Error && named !== null && !everyAccount.includes(named))
          error.message = 'There is no such account.';
        throw error;
      }
    }),
    found: ['outside-organization-alike/*'],
    sound: ['outside-organization/Put*'],
  },
  'everything that names an account is denied': {
    compose: authorizing((right) => (caller, named, operation, parts) => {
      const [lone = ''] = EMBEDDED_WORLD.standalone;
      return right(named === null ? caller : lone, named, operation, parts);
    }),
    found: ['management-member/*', 'delegate-member/Get*', 'delegate-own-account/Put*'],
    sound: ['own-account-of-*/Put*', 'management-own-account/Put*'],
  },
};

for (const [name, { compose, found, sound }] of Object.entries(FAULTS)) {
  test(`${name}: found by ${found.join(', ')}`, async () => {
    const embedded = await startEmbedded({ compose, regionDelayMs: 2 });
    try {
      const inSuite = (patterns: readonly string[]) => patterns.map((pattern) => `context/${pattern}`);
      const failing = await runAgainst(embedded.target, { rules: inSuite(found) }, BUDGET);
      const others = await runAgainst(embedded.target, { rules: inSuite(sound) }, BUDGET);
      const outcomes = (rules: typeof failing.rules) =>
        rules.map(({ id, outcome, reason }) => `${id} ${outcome} ${reason ?? ''}`);
      const isFound = ({ outcome }: { outcome: string }) => outcome === 'fail' || outcome === 'warn';
      expect(failing.rules.length).toBeGreaterThanOrEqual(found.length);
      expect(outcomes(failing.rules.filter((one) => !isFound(one)))).toEqual([]);
      expect(others.rules.length).toBeGreaterThanOrEqual(sound.length);
      expect(outcomes(others.rules.filter(({ outcome }) => outcome !== 'pass'))).toEqual([]);
    } finally {
      await embedded.close();
    }
  });
}

/** Whatever account is named is acted on; tells what is stored in accounts that nobody has. */
function obeying(stored: Set<string>, seen: Set<string>): Compose {
  return (parts) => {
    const noting =
      (note: (account: string, contact: string) => void, handle: Handler = () => null): Handler =>
      (call, whole) => {
        const answer = handle(call, whole);
        const { account, input } = call;
        if (!everyAccount.includes(account))
          note(account, `${account} ${JSON.stringify(input['AlternateContactType'])}`);
        return answer;
      };
    const { PutAlternateContact: put, DeleteAlternateContact: remove } = parts.handlers;
    const handlers = {
      ...parts.handlers,
      PutAlternateContact: noting((account, contact) => {
        stored.add(contact);
        seen.add(account);
      }, put),
      DeleteAlternateContact: noting((_account, contact) => stored.delete(contact), remove),
    };
    return authorizing(() => (caller, named) => named ?? caller)({ ...parts, handlers });
  };
}

test('an account that is nobody’s is named whatever the role, another one for each seed, and left as it was', async () => {
  const invented = new Set<string>();
  for (const seed of [1, 2]) {
    const stored = new Set<string>();
    const { target, close } = await startEmbedded({ compose: obeying(stored, invented) });
    const lone = loneTarget(target.endpoint);
    try {
      const { rules } = await runAgainst(
        lone,
        { rules: ['context/standalone-other-account/PutAlternateContact'] },
        { ...BUDGET, seed },
      );
      expect(rules.map(({ outcome }) => outcome)).toEqual(['fail']);
      expect([...stored]).toEqual([]);
    } finally {
      await close();
    }
  }
  expect(invented.size).toBe(2);
  for (const id of invented) expect(id).toMatch(/^\d{12}$/);
});
