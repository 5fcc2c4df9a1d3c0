import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { alternateContactReads } from '../../harness/resources/alternate-contact.ts';
import { precondition } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import { alternates, primaries, nearlyEqualValues, anyText, one, shapeOf } from '../steps/contact-values.ts';
import { PRIMARY_OPERATIONS, contactTypes, ofType, putAndRead } from '../steps/contacts.ts';
import { primaryContact } from '../../generators/values/input.ts';
import { inputShape } from '../../harness/contract-lookup.ts';

const alternatesIsolated = rule({
  id: 'primary-contact/alternate-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting the primary contact leaves the alternate contacts as they are.',
  source: guide('PutContactInformation', 'API Reference'),
  operations: [...PRIMARY_OPERATIONS, 'GetAlternateContact'],
  async check(context) {
    await context.forAny(primaries(context), async (contact) => {
      const subject = { context, caller: context.caller, account: {} };
      await expectUnchangedFor(subject, alternateContactReads(subject), () =>
        putAndRead(context.caller, { ContactInformation: contact }),
      );
    });
  },
});

const storedAlternatesIsolated = rule({
  id: 'primary-contact/stored-alternate-contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement: 'Putting the primary contact leaves alternate contacts of every type as they were put.',
  source: guide('PutContactInformation', 'API Reference'),
  operations: [...PRIMARY_OPERATIONS, 'PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'],
  async check(context) {
    const { caller } = context;
    const types = contactTypes(context);
    await context.forAny(fc.tuple(alternates(context), primaries(context)), async ([contact, primary]) => {
      await precondition(async () => {
        for (const type of types) await putAndRead(caller, ofType(contact, type));
      });
      const reads = types.map((type) => ({
        operation: 'GetAlternateContact',
        input: { AlternateContactType: type },
      }));
      await expectUnchangedFor({ context, caller, account: {} }, reads, () =>
        putAndRead(context.caller, { ContactInformation: primary }),
      );
    });
  },
});

export const isolationRules: readonly Rule[] = [alternatesIsolated, storedAlternatesIsolated];

const replace = rule({
  id: 'primary-contact/replace',
  level: 'must',
  since: '0.1.0',
  statement: 'A put replaces the whole primary contact: nothing of the previous one is left.',
  source: guide('PutContactInformation', 'ContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    await context.forAny(fc.tuple(primaries(context), primaries(context)), async ([before, after]) => {
      await putAndRead(context.caller, { ContactInformation: before });
      await putAndRead(context.caller, { ContactInformation: after });
    });
  },
});

const oneMember = rule({
  id: 'primary-contact/replace-one-member',
  level: 'must',
  since: '0.1.0',
  statement: 'A primary contact that differs from the stored one in a single member is stored as it was put.',
  source: guide('PutContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    const shape = inputShape(context.contract, 'PutContactInformation', ['ContactInformation']);
    const bound = context.target.values === 'any' ? DEPENDENT : PLACE;
    const free =
      shape.kind === 'structure' ? Object.keys(shape.members).filter((name) => !bound.has(name)) : [];
    const drawn = fc.tuple(primaries(context), primaries(context), fc.constantFrom(...free));
    await context.forAny(drawn, async ([before, other, name]) => {
      await putAndRead(context.caller, { ContactInformation: before });
      const { [name]: _, ...rest } = before;
      const value = other[name];
      const required = shape.kind === 'structure' && shape.members[name]?.required;
      if (value === undefined && required) return;
      await putAndRead(context.caller, {
        ContactInformation: value === undefined ? rest : { ...rest, [name]: value },
      });
    });
  },
});

/** Members of which one may ask for the other. */
const DEPENDENT = new Set(['CountryCode', 'StateOrRegion']);

/** Members that have to fit one another on a service that checks them. */
const PLACE = new Set(['CountryCode', 'StateOrRegion', 'PostalCode', 'City', 'PhoneNumber']);

const replaceWithNearlyEqual = rule({
  id: 'primary-contact/replace-with-alike',
  level: 'must',
  since: '0.1.0',
  statement:
    'A primary contact that differs from the stored one only in case, blanks or a single character replaces it.',
  source: guide('PutContactInformation'),
  operations: PRIMARY_OPERATIONS,
  async check(context) {
    anyText(context);
    const { contract, target } = context;
    const shape = shapeOf(context, 'PutContactInformation', ['ContactInformation']);
    const present = Object.keys(shape.members).map((name) => [name]);
    const base = one(context, 'contact', primaryContact(contract, { values: target.values, present }));
    const { stored, changed } = nearlyEqualValues(shape, base);
    const alone = Object.keys(shape.members).map((name) => {
      const value = Object.values(changed).find((other) => other[name] !== stored[name]);
      return { label: `${name} alone`, value: { ...stored, [name]: (value ?? stored)[name] ?? null } };
    });
    const together = Object.entries(changed).map(([label, value]) => ({ label, value }));
    const variants = [...together, ...alone].map(({ label, value }) => ({
      label,
      arbitrary: fc.constant(value),
    }));
    await context.forEach(variants, async (value) => {
      await precondition(() => putAndRead(context.caller, { ContactInformation: stored }));
      await putAndRead(context.caller, { ContactInformation: value });
    });
  },
});

export const replaceRules: readonly Rule[] = [replace, oneMember, replaceWithNearlyEqual];
