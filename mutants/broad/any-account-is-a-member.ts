import type { Mutant } from '../mutant.ts';
import { reroute } from '../written/b/reroute.ts';

export const anyAccountIsAMember: Mutant = {
  id: 'broad/any-account-is-a-member',
  fault: 'An account id that names nobody stands for the member of the organization that is most like it.',
  kind: 'written',
  rule: 'context/nearly-a-member/GetContactInformation',
  also: ['context/nearly-a-member/*'],
  compose: (parts) =>
    reroute(parts, ({ caller, named, parts: { options } }) => {
      const organization = options.world.organizations.find(
        ({ management, delegatedAdmin }) => caller === management || caller === delegatedAdmin,
      );
      if (named === null || !organization?.trustedAccess || named === organization.management) return null;
      if (organization.members.includes(named)) return null;
      return (
        organization.members.toSorted((one, other) => alike(other, named) - alike(one, named))[0] ?? null
      );
    }),
};

/** How many digits of two ids stand at the same place. */
function alike(one: string, other: string): number {
  return Array.from(one).filter((digit, at) => digit === other[at]).length;
}
