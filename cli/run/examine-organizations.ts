import type { Organization } from '../../spec/world.ts';
import {
  organizationFacts,
  toldByOrganizations,
  type Fact,
  type OrganizationFacts,
} from '../../targets/identity/organization-facts.ts';
import { isToldOfPage, SEE_PROXY } from '../../targets/identity/told-error.ts';
import type { Identity, Target } from '../../targets/target.ts';
import type { Check } from './examine-target.ts';

/**
 * Whether AWS Organizations says of each organization what the configuration says, and of a standalone account that it
 * is in none. A rule about contexts is judged by the configuration: where that is wrong, so is the verdict.
 */
export async function checkOrganizations(target: Target, signal?: AbortSignal): Promise<Check[]> {
  if ((target.loopback || target.emulator) && !target.organizationsApi) return [];
  const checks: Check[] = [];
  for (const identity of target.identities.filter(({ role }) => role === 'standalone')) {
    checks.push(await checkStandalone(target, identity, signal));
  }
  for (const organization of target.world.organizations) {
    checks.push(...(await checkOrganization(target, organization, signal)));
  }
  return checks;
}

async function checkStandalone(target: Target, identity: Identity, signal?: AbortSignal): Promise<Check> {
  const what = `organization of ${identity.name}`;
  const asked = await ask(target, identity, signal);
  if (!asked.known) return notAllowed(what, asked.why, 'organizations:DescribeOrganization', identity);
  if (asked.value === null) return { what, state: 'ok', found: 'none' };
  const { id, management } = asked.value;
  const next = `configure account ${identity.accountId ?? ''} in organization ${id}, or give another one as standalone`;
  return { what, state: 'wrong', found: `${id}, of management account ${management}`, next };
}

async function checkOrganization(
  target: Target,
  organization: Organization,
  signal?: AbortSignal,
): Promise<Check[]> {
  const what = `organization ${organization.id}`;
  // The management account may ask everything, a delegate most; a member only in which one it is.
  const identity = ['management', 'delegatedAdmin', 'member']
    .map((role) => target.identities.find((one) => one.organization === organization.id && one.role === role))
    .find((one) => one !== undefined);
  if (!identity) {
    const next = `give credentials of the management account ${organization.management}`;
    return [{ what, state: 'open', found: 'nobody to ask with', next }];
  }
  const asked = await ask(target, identity, signal);
  if (!asked.known) return [notAllowed(what, asked.why, 'organizations:DescribeOrganization', identity)];
  if (asked.value === null) {
    const next = 'write the account as standalone, or give credentials of the organization';
    return [{ what, state: 'wrong', found: `${identity.name} is in no organization`, next }];
  }
  return factChecks(what, organization, asked.value, identity);
}

function factChecks(
  what: string,
  configured: Organization,
  facts: OrganizationFacts,
  identity: Identity,
): Check[] {
  const { id, management, allFeatures, trustedAccess, delegatedAdmins, accounts } = facts;
  const key = `organizations of ${configured.id}`;
  const same = (part: string, said: string, is: string, next: string): Check =>
    said === is
      ? { what: `${what}${part}`, state: 'ok', found: is }
      : { what: `${what}${part}`, state: 'wrong', found: `${is}, the configuration says ${said}`, next };
  const checks = [
    same('', configured.id, id, `write id ${id}, or give the credentials of ${configured.id}`),
    same(', management', configured.management, management, `${key}: write management ${management}`),
    same(
      ', all features',
      onOff(configured.allFeatures),
      onOff(allFeatures),
      `${key}: write allFeatures ${allFeatures}`,
    ),
  ];
  const asFact = <T>(part: string, fact: Fact<T>, action: string, check: (value: T) => Check) =>
    checks.push(fact.known ? check(fact.value) : notAllowed(`${what}${part}`, fact.why, action, identity));
  asFact(', trusted access', trustedAccess, 'organizations:ListAWSServiceAccessForOrganization', (on) =>
    same(
      ', trusted access',
      onOff(configured.trustedAccess),
      onOff(on),
      `${key}: write trustedAccess ${on}, or turn it ${onOff(configured.trustedAccess)} for Account Management`,
    ),
  );
  asFact(', delegate', delegatedAdmins, 'organizations:ListDelegatedAdministrators', (admins) => {
    const said = configured.delegatedAdmin;
    const right = said === null ? admins.length === 0 : admins.includes(said);
    const found = admins.length === 0 ? 'none' : admins.join(', ');
    if (right) return { what: `${what}, delegate`, state: 'ok', found };
    const next = `${key}: write delegatedAdmin ${admins[0] ?? 'nowhere'}, or register ${said ?? 'none'} for Account Management`;
    return {
      what: `${what}, delegate`,
      state: 'wrong',
      found: `${found}, the configuration says ${said ?? 'none'}`,
      next,
    };
  });
  asFact(', members', accounts, 'organizations:ListAccounts', (all) => {
    const strangers = configured.members.filter((member) => !all.includes(member));
    const known = `${configured.members.length - strangers.length} of ${configured.members.length} configured are in it`;
    if (strangers.length === 0) return { what: `${what}, members`, state: 'ok', found: known };
    const next = `${key}: remove ${strangers.join(', ')} from members, or invite them`;
    return { what: `${what}, members`, state: 'wrong', found: `${known}; not ${strangers.join(', ')}`, next };
  });
  return checks;
}

async function ask(
  target: Target,
  identity: Identity,
  signal?: AbortSignal,
): Promise<Fact<OrganizationFacts | null>> {
  try {
    const credentials = await identity.credentials(signal);
    return { known: true, value: await organizationFacts(target, credentials, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    return { known: false, why: toldByOrganizations(error) };
  }
}

function notAllowed(what: string, why: string, action: string, { name }: Identity): Check {
  const next = isToldOfPage(why) ? SEE_PROXY : `to have it checked, allow ${action} to ${name}`;
  return { what, state: 'open', found: why, next };
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}
