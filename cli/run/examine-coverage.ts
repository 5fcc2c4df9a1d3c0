import { missingRoles } from '../../harness/callers.ts';
import type { Rule } from '../../harness/rule.ts';
import { tierAllows, tierOf } from '../../harness/runner/tier.ts';
import type { Check, Examination } from './examine-target.ts';

const NEED_TIER = 'need tier';
const NEED_IDENTITIES = 'need other identities';

/** What a run would cover, and what it would leave out for which reason. */
export function checkCoverage(examination: Examination): Check {
  const { target, rules } = examination;
  const reasons = rules.map((rule) => whyLeftOut(rule, examination));
  const left = Object.entries(
    Object.groupBy(
      reasons.filter((reason) => reason !== ''),
      (reason) => reason,
    ),
  );
  const run = reasons.filter((reason) => reason === '').length;
  const found = [
    `${run} of ${rules.length} rules in tier ${target.safety.tier}`,
    ...left.map(([reason, all]) => `${all?.length} ${reason}`),
  ].join('; ');
  const check: Check = { what: 'a run', state: run > 0 ? 'ok' : 'wrong', found };
  const steps = [
    ...(reasons.some((reason) => reason.startsWith(NEED_TIER))
      ? ['raise safety.tier (docs/nightly.md)']
      : []),
    ...(reasons.includes(NEED_IDENTITIES) ? ['configure an organization with its identities'] : []),
  ];
  return steps.length === 0 ? check : { ...check, next: `for more, ${steps.join(' or ')}` };
}

/** Why a run would leave a rule out; empty: it would not. */
function whyLeftOut(rule: Rule, { target, contract }: Examination): string {
  if (rule.capability && target.capabilities[rule.capability] === false) return `no ${rule.capability}`;
  const tier = tierOf(rule, contract);
  if (!tierAllows(target.safety.tier, tier)) return `${NEED_TIER} ${tier}`;
  return missingRoles(target, rule.needs ?? []) === null ? '' : NEED_IDENTITIES;
}
