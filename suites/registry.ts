import type { Contract } from '../spec/contract.ts';
import { obligationsOf } from '../spec/obligations.ts';
import { INVARIANTS } from '../harness/invariants/registry.ts';
import type { Rule } from '../harness/rule.ts';
import { contactModelRules } from './rules/contacts-model.rules.ts';
import { primaryContactRules } from './rules/primary-contact.rules.ts';
import { primaryEmailRules } from './rules/primary-email.rules.ts';
import { regionCatalogueRules } from './rules/regions-catalogue.rules.ts';
import { regionLifecycleRules } from './rules/regions-lifecycle.rules.ts';
import { regionRefusalRules } from './rules/regions-refusal.rules.ts';
import { consistencyRules } from './rules/consistency.rules.ts';
import { contactRules } from './rules/contacts.rules.ts';
import { contextRules } from './rules/context.rules.ts';
import { alikeRules } from './rules/alike-values.rules.ts';
import { invalidForMemberRules } from './rules/invalid-for-member.rules.ts';
import { invalidContactRules } from './rules/invalid-contacts.rules.ts';
import { refusalsApartRules } from './rules/refusals-apart.rules.ts';
import { hazardousStringRules } from './rules/awkward-texts.rules.ts';
import { accountIdFormRules } from './rules/account-id-forms.rules.ts';
import { disputedValueRules } from './rules/disputed-values.rules.ts';
import { contactValueRules } from './rules/contacts-values.rules.ts';
import { primaryContactValueRules } from './rules/primary-contact-values.rules.ts';
import { ownWriteRules } from './rules/consistency-own-writes.rules.ts';
import { neighbourRules } from './rules/context-neighbours.rules.ts';
import { eachAccountRules } from './rules/context-each-account.rules.ts';
import { exhaustiveListingRules } from './rules/listing-exhaustive.rules.ts';
import { regionsTogetherRules } from './rules/regions-together.rules.ts';
import { exhaustiveRegionRules } from './rules/regions-exhaustive.rules.ts';
import { signingDateRules } from './rules/signing-dates.rules.ts';
import { listsApartRules } from './rules/lists-apart.rules.ts';
import { pendingRules } from './rules/context-pending.rules.ts';
import { besideTokenRules } from './rules/listing-invalid-beside-token.rules.ts';
import { otherTokenRules } from './rules/listing-other-tokens.rules.ts';
import { listingRules } from './rules/listing.rules.ts';
import { errorRules } from './rules/errors.rules.ts';
import { quotaRules } from './rules/quotas.rules.ts';
import { sdkRules } from './rules/sdk.rules.ts';
import { signingRules } from './rules/signing.rules.ts';
import { surveyRules } from '../harness/survey/implemented.ts';
import { wireRules } from './wire/wire-rules.ts';
import { obligationRule } from './validation/obligation-rule.ts';

/** Every rule of an edition, obligations included, by id. */
export function allRules(contract: Contract): Rule[] {
  const obligations = obligationsOf(contract).flatMap(
    (obligation) => obligationRule(contract, obligation) ?? [],
  );
  return [
    ...surveyRules(contract),
    ...obligations,
    ...errorRules,
    ...contactRules,
    ...contextRules(contract),
    ...listingRules,
    ...contactModelRules,
    ...primaryContactRules,
    ...primaryEmailRules(contract),
    ...consistencyRules,
    ...regionLifecycleRules,
    ...regionRefusalRules,
    ...regionCatalogueRules,
    ...contactValueRules,
    ...primaryContactValueRules,
    ...ownWriteRules,
    ...alikeRules,
    ...disputedValueRules,
    ...accountIdFormRules(contract),
    ...hazardousStringRules(contract),
    ...invalidForMemberRules(contract),
    ...refusalsApartRules,
    ...invalidContactRules,
    ...neighbourRules,
    ...eachAccountRules,
    ...exhaustiveListingRules,
    ...exhaustiveRegionRules,
    ...regionsTogetherRules,
    ...signingDateRules,
    ...otherTokenRules,
    ...besideTokenRules,
    ...pendingRules,
    ...listsApartRules,
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
