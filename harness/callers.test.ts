import { expect, test } from 'vitest';
import type { Role } from '../spec/world.ts';
import { embeddedTarget } from '../targets/config/presets.ts';
import { missingRoles } from './callers.ts';

const target = embeddedTarget(new URL('http://127.0.0.1:5000'));
const without = (...roles: Role[]) => ({
  ...target,
  identities: target.identities.filter(({ role }) => !roles.includes(role)),
});

test.each<[Role[], string]>([
  [['standalone'], 'no identity in the role standalone: configure one as standalone of the target'],
  [['management'], 'no identity in the role management: configure one under organizations of the target'],
  [
    ['management', 'delegatedAdmin'],
    'no identity in the role management, delegatedAdmin: configure one under organizations of the target',
  ],
  [
    ['standalone', 'member'],
    'no identity in the role standalone, member: configure one as standalone and under organizations of the target',
  ],
])('where %j is missing, it is said where to configure it', (roles, told) => {
  expect(missingRoles(target, roles)).toBeNull();
  expect(missingRoles(without(...roles), roles)).toBe(told);
});
