import type { Contract } from '../spec/contract.ts';
import { obligationsOf } from '../spec/obligations.ts';
import { consistencyRules } from './consistency/rules.ts';
import { contactRules } from './contacts/rules.ts';
import { contextRules } from './context/rules.ts';
import { errorRules } from './errors/rules.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import { listingRules } from './listing/rules.ts';
import { primaryContactRules } from './primary-contact/rules.ts';
import { primaryEmailRules } from './primary-email/rules.ts';
import { quotaRules } from './quotas/rules.ts';
import { regionsRules } from './regions/rules.ts';
import type { Rule } from '../harness/rule.ts';
import { sdkRules } from './sdk/rules.ts';
import { signingRules } from './signing/rules.ts';
import { obligationRule } from './validation/obligation-rule.ts';
import { wireRules } from './wire/rules.ts';

/** Every rule of an edition, obligations included, by id. */
export function allRules(contract: Contract): Rule[] {
  const obligations = obligationsOf(contract).flatMap(
    (obligation) => obligationRule(contract, obligation) ?? [],
  );
  return [
    ...obligations,
    ...errorRules(contract),
    ...contactRules,
    ...primaryContactRules,
    ...primaryEmailRules(contract),
    ...contextRules(contract),
    ...regionsRules,
    ...listingRules,
    ...consistencyRules,
    ...quotaRules(contract),
    ...sdkRules(contract),
    ...signingRules(contract),
    ...wireRules(contract),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a user can select and read about: rules and invariants alike. */
export interface CatalogueEntry {
  readonly id: string;
  readonly suite: string;
  readonly kind: 'rule' | 'invariant';
  readonly level: string;
  readonly since: string;
  readonly statement: string;
  readonly source: string;
  readonly operations: readonly string[];
}

export function catalogue(contract: Contract): CatalogueEntry[] {
  const rules = allRules(contract).map((rule) => ({
    ...entry(rule),
    kind: 'rule' as const,
    operations: rule.operations,
  }));
  const invariants = INVARIANTS.map((one) => ({ ...entry(one), kind: 'invariant' as const, operations: [] }));
  return [...rules, ...invariants].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function entry({
  id,
  level,
  since,
  statement,
  source,
}: Pick<Rule, 'id' | 'level' | 'since' | 'statement' | 'source'>) {
  return { id, suite: id.slice(0, id.indexOf('/')), level, since, statement, source };
}
