import { missingRoles } from '../../harness/callers.ts';
import { leastCycles } from '../../harness/resources/region/plan.ts';
import type { Rule } from '../../harness/rule.ts';
import { tierAllows, tierOf } from '../../harness/runner/tier.ts';
import { countNoun, formatDuration } from '../../results/text/wording.ts';
import type { Check, Examination } from './examine-target.ts';

const NEED_TIER = 'need tier';
const NEED_STANDALONE = 'need a standalone identity';
const NEED_IDENTITIES = 'need other identities';

/** What a run would cover, and what it would leave out for which reason. */
export function checkCoverage(examination: Examination): Check {
  const { target, rules, reported } = examination;
  const reasons = rules.map((rule) => whyLeftOut(rule, examination));
  const left = Object.entries(
    Object.groupBy(
      reasons.filter((reason) => reason !== ''),
      (reason) => reason,
    ),
  );
  const asked = reasons.filter((reason) => reason === '').length;
  // Invariants watch whatever runs.
  const run = asked === 0 ? 0 : asked + reported - rules.length;
  const found = [
    `${run} of ${reported} rules in tier ${target.safety.tier}`,
    ...left.map(([reason, all]) => `${all?.length} ${reason}`),
  ].join('; ');
  const check: Check = { what: 'a run', state: run > 0 ? 'ok' : 'wrong', found };
  const steps = [
    ...(reasons.some((reason) => reason.startsWith(NEED_TIER))
      ? ['raise safety.tier (docs/nightly.md)']
      : []),
    ...(reasons.includes(NEED_STANDALONE) ? ['configure a standalone account with its credentials'] : []),
    ...(reasons.includes(NEED_IDENTITIES) ? ['configure an organization with its identities'] : []),
  ];
  return steps.length === 0 ? check : { ...check, next: `for more, ${steps.join(' or ')}` };
}

/** Why a run would leave a rule out; empty: it would not. */
function whyLeftOut(rule: Rule, { target, contract }: Examination): string {
  if (rule.capability && target.capabilities[rule.capability] === false) return `no ${rule.capability}`;
  const tier = tierOf(rule, contract);
  if (!tierAllows(target.safety.tier, tier)) return `${NEED_TIER} ${tier}`;
  const { needs = [] } = rule;
  if (missingRoles(target, needs) === null) return '';
  return needs.every((role) => role === 'standalone') ? NEED_STANDALONE : NEED_IDENTITIES;
}

const MOST_NAMES = 5;

/** How a run would spend the time that it has for regions, as far as that is known before it changes one. */
export function checkRegionPlan(examination: Examination): Check[] {
  const { target, contract, rules } = examination;
  const changing = rules.filter(
    (rule) => tierOf(rule, contract) === 'regions' && whyLeftOut(rule, examination) === '',
  );
  if (changing.length === 0)
    return [
      { what: 'region budget', state: 'ok', found: 'not needed: no rule of a run would change a region' },
    ];
  const { regionBudget = Number.POSITIVE_INFINITY, regionTimeout } = target.timing;
  const cycles = leastCycles(target.timing);
  const isBounded = Number.isFinite(regionBudget);
  const fit = cycles === 0 ? 'none is sure to fit' : `at least ${cycles} fit`;
  const rows = [
    [
      'region budget',
      isBounded
        ? `${formatDuration(regionBudget)} for all region changes of a run (timing.regionBudget), unless they take less than a second each`
        : 'no bound (timing.regionBudget)',
    ],
    [
      'region cycles',
      `enabling and disabling take at most ${formatDuration(regionTimeout)} each (timing.regionTimeout)${isBounded ? `, so ${fit}` : ''}; how long they do take is not known before a run has changed a region`,
    ],
    ...(isBounded ? [['region turns', turnsOf(changing)]] : []),
  ];
  return rows.map(([what = '', found = '']) => ({ what, state: 'ok', found }));
}

/** Which rules go without first, where the budget is spent. */
function turnsOf(changing: readonly Rule[]): string {
  const later = changing.filter(({ level }) => level !== 'must').map(({ id }) => id);
  const musts = changing.length - later.length;
  const all = `${countNoun(changing.length, 'rule')} may change regions, ${countNoun(musts, 'must')} first; without a turn one is skipped with "region budget"`;
  if (later.length === 0) return all;
  const named = later.toSorted().slice(0, MOST_NAMES);
  const more = later.length > named.length ? ` and ${later.length - named.length} more` : '';
  return `${all}; last in turn: ${named.join(', ')}${more}`;
}
