import { validInput } from '../../generators/values/input.ts';
import { nearMisses } from '../../generators/near-miss/near-miss.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inputShape, textMember } from '../../harness/contract-lookup.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { named, own, managed } from '../steps/accounts.ts';
import { CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { alternates, shapeOf } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, clear, contactTypes, ofType, put } from '../steps/contacts.ts';
import { expectedRefusal, surelyRefused } from '../steps/refusals.ts';
import { withEffectCheck, regionsOf } from '../../harness/usual-subject.ts';
import {
  DATA_TYPES,
  NESTED,
  eachConstraint,
  ofKind,
  refuses,
  textsAgainstPattern,
  type Broken,
} from './broken-contacts.ts';

/** Each text member with each text that its pattern refuses. */
function againstPatterns(context: RuleContext, kind: ContactKind, contact: JsonObject): Broken[] {
  const { members } = shapeOf(context, kind.put, NESTED[kind.put] ?? []);
  return Object.entries(members).flatMap(([name, { shape }]) =>
    shape.kind === 'string' && shape.format === null
      ? textsAgainstPattern(shape, textMember(contact, name)).map((text) => ({
          label: `${name}: ${JSON.stringify(text)}`,
          contact: { ...contact, [name]: text },
        }))
      : [],
  );
}

function invalidCharacters(kind: ContactKind): Rule {
  const { common, source } = ofKind(kind);
  return rule({
    ...common,
    id: `errors/invalid-characters/${kind.put}`,
    statement: `${kind.put} refuses every character that a pattern excludes, and texts that only look right; nothing is stored.`,
    source,
    check: (context) =>
      refuses(context, kind, own(context.caller), (contact) => againstPatterns(context, kind, contact)),
  });
}

const invalidCreate = rule({
  id: 'errors/invalid-create',
  level: 'must',
  since: '0.1.0',
  statement:
    'An invalid alternate contact is refused for each type even when none is stored, and creates none.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const { members } = shapeOf(context, 'PutAlternateContact', []);
    const texts = Object.entries(members).flatMap(([name, { shape, required }]) =>
      required && shape.kind === 'string' && !shape.enum ? [{ name, shape }] : [],
    );
    const breaks = texts.flatMap(({ name, shape }) => [
      { name, how: 'absent', value: undefined },
      { name, how: 'empty', value: '' },
      { name, how: 'too long', value: 'a'.repeat((shape.maxLength ?? 0) + 1) },
    ]);
    const variants = contactTypes(context).flatMap((type) =>
      breaks.map(({ name, how, value }) => ({
        label: `${type} with ${name} ${how}`,
        arbitrary: alternates(context).map((contact) => ({ contact: ofType(contact, type), name, value })),
      })),
    );
    await context.forEach(variants, async ({ contact, name, value }) => {
      const { [name]: _, ...rest } = contact;
      const type = textMember(contact, 'AlternateContactType');
      await precondition(async () => {
        await put(caller, contact);
        await clear(caller, type);
      });
      const broken = value === undefined ? rest : { ...rest, [name]: value };
      await caller
        .expect('PutAlternateContact', broken, { provokes: ['body'] })
        .toBeRefused('ValidationException');
      await caller
        .expect('GetAlternateContact', { AlternateContactType: type })
        .toBeRefused('ResourceNotFoundException');
    });
  },
});

function contactForMember(kind: ContactKind): Rule {
  const { common } = ofKind(kind);
  return rule({
    ...common,
    id: `errors/invalid-for-member/${kind.put}`,
    statement: `${kind.put} for a member account refuses what it refuses for the caller's own: a breach of each constraint of each member of the contact.`,
    source: guide(DATA_TYPES[kind.put] ?? kind.put, 'Understanding API modes of operation'),
    needs: ['management'],
    check: async (context) => {
      const { management, memberId } = managed(context);
      await refuses(context, kind, named(management, memberId), (contact) =>
        eachConstraint(context, kind, contact),
      );
    },
  });
}

/** The operations on an account that put no contact: what these refuse for a member is asked beside their patterns. */
function othersForMember(contract: Contract): Rule[] {
  return Object.values(contract.operations)
    .filter((operation) => effectCheckOf(operation) !== null && refusing(contract, operation).length > 0)
    .filter(
      ({ name, editions }) =>
        editions.includes('guide-2024') && !CONTACT_KINDS.some((kind) => kind.put === name),
    )
    .map((operation) =>
      rule({
        id: `errors/invalid-for-member/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} for a member account refuses what it refuses for the caller's own: a breach of each constraint of each other member.`,
        source: guide(`${operation.name} › Request Body`, 'Understanding API modes of operation'),
        ...withEffectCheck(operation),
        needs: ['management'],
        check: (context) => refusesForMember(context, operation),
      }),
    );
}

/** What has to be refused in members beside the account's id. */
function refusing(contract: Contract, { name, input }: Operation): Obligation[] {
  if (!('AccountId' in input.members)) return [];
  return surelyRefused(contract, name, ['AccountId']);
}

/** Each constraint is broken once, in its first way. */
async function refusesForMember(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, target } = context;
  const { management, memberId } = managed(context);
  const subject = { context, ...named(management, memberId) };
  const regions = await regionsOf(subject, operation);
  const options = { values: target.values, accountId: memberId, ...regions };
  const control = draw(subject, 'control', validInput(contract, operation.name, options));
  const attempt = async () => {
    for (const obligation of refusing(contract, operation)) {
      const [variant] = nearMisses(contract, obligation, options);
      if (!variant) continue;
      const { nearMiss } = draw(subject, obligation.id, variant.arbitrary);
      const shape = inputShape(contract, operation.name, obligation.path);
      await management
        .expect(operation.name, nearMiss, { provokes: ['body'] })
        .toAnswer(expectedRefusal(contract, obligation, shape));
    }
  };
  await effectCheckOf(operation)?.refuse(subject, operation.name, { control, attempt });
}

export function invalidRules(contract: Contract): Rule[] {
  return [
    ...CONTACT_KINDS.map(invalidCharacters),
    invalidCreate,
    ...CONTACT_KINDS.map(contactForMember),
    ...othersForMember(contract),
  ];
}
