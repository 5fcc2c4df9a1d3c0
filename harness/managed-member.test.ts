import { expect, test } from 'vitest';
import { embeddedTarget } from '../targets/config/presets.ts';
import type { Target } from '../targets/target.ts';
import { managedMember } from './default-caller.ts';

const embedded = embeddedTarget(new URL('http://127.0.0.1:9'));
const [first] = embedded.world.organizations;
const inWorld = (changes: object): Target => ({
  ...embedded,
  world: { ...embedded.world, organizations: first ? [{ ...first, ...changes }] : [] },
});

test('the first organization that its manager may act in gives a member that is not a delegate', () => {
  expect(managedMember(embedded)).toMatchObject({
    management: { accountId: first?.management },
    memberId: first?.members.find((id) => id !== first.delegatedAdmin),
  });
});

test.each<[string, Target]>([
  ['trusted access is off', inWorld({ trustedAccess: false })],
  ['features are lacking', inWorld({ allFeatures: false })],
  ['there are no members but the delegate', inWorld({ members: [first?.delegatedAdmin ?? ''] })],
  [
    'nobody has the credentials of the manager',
    { ...embedded, identities: embedded.identities.filter(({ role }) => role !== 'management') },
  ],
])('there is nobody to manage where %s', (_what, target) => {
  expect(managedMember(target)).toBeNull();
});
