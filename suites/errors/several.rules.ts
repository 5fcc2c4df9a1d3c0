import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { own } from '../steps/accounts.ts';
import { CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { shapeOf } from '../steps/contact-values.ts';
import { CONTACT_OPERATIONS, putAndRead, reads } from '../steps/contacts.ts';
import { type Broken, NESTED, ofKind, refuses, withEmptyMembers } from './broken-contacts.ts';

const severalFaults = rule({
  id: 'errors/several-faults',
  level: 'must',
  since: '0.1.0',
  statement: 'A request with several invalid members is refused as invalid, once and as a whole.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check({ contract, caller, target, forAny }) {
    await forAny(withEmptyMembers(contract, target.values), async ({ contact, empty }) => {
      await precondition(() => putAndRead(caller, contact));
      const broken = { ...contact, ...Object.fromEntries(empty.map((name) => [name, ''])) };
      await caller
        .expect('PutAlternateContact', broken, { provokes: ['body'] })
        .toBeRefused('ValidationException');
      await reads(caller, contact);
    });
  },
});

/** Every two required members left out together, and all of them. */
function withoutSeveral(context: RuleContext, kind: ContactKind, contact: JsonObject): Broken[] {
  const { members } = shapeOf(context, kind.put, NESTED[kind.put] ?? []);
  const required = Object.keys(members).filter(
    (name) => members[name]?.required && name !== 'AlternateContactType',
  );
  const pairs = required.flatMap((one, at) => required.slice(at + 1).map((other) => [one, other]));
  const without = (names: readonly string[]) => ({
    label: `without ${names.join(', ')}`,
    contact: Object.fromEntries(Object.entries(contact).filter(([name]) => !names.includes(name))),
  });
  const empty = { label: 'no member at all', contact: {} };
  return [...pairs.map(without), without(required), ...(NESTED[kind.put] ? [empty] : [])];
}

function severalMissing(kind: ContactKind): Rule {
  const { common, source } = ofKind(kind);
  return rule({
    ...common,
    id: `errors/several-missing/${kind.put}`,
    statement: `${kind.put} refuses a contact that lacks any two of its required members, or all of them; nothing is stored.`,
    source,
    check: (context) =>
      refuses(context, kind, own(context.caller), (contact) => withoutSeveral(context, kind, contact)),
  });
}

export const severalRules: readonly Rule[] = [severalFaults, ...CONTACT_KINDS.map(severalMissing)];
