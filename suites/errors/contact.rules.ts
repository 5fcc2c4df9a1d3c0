import { alternateContact } from '../../generators/values/input.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import { own } from '../steps/accounts.ts';
import { CONTACT_KINDS } from '../steps/contact-kinds.ts';
import { CONTACT_OPERATIONS, put, putAndRead } from '../steps/contacts.ts';
import { INVALID, NESTED, PUT_PRIMARY, contactOf } from './broken-contacts.ts';

const getAbsent = rule({
  id: 'errors/get-absent-contact',
  level: 'must',
  since: '0.1.0',
  statement: 'Reading an alternate contact that is not stored is refused as not found.',
  source: guide('GetAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  check: (context) => onAbsent(context, 'GetAlternateContact'),
});

const deleteAbsent = rule({
  id: 'errors/delete-absent-contact',
  level: 'must',
  since: '0.1.0',
  statement: 'Deleting an alternate contact that is not stored is refused as not found.',
  source: guide('DeleteAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  check: (context) => onAbsent(context, 'DeleteAlternateContact'),
});

/** The control is the same request while the contact is there. */
async function onAbsent({ contract, caller, target, forAny }: RuleContext, operation: string): Promise<void> {
  await forAny(alternateContact(contract, { values: target.values }), async (contact) => {
    const type = { AlternateContactType: contact['AlternateContactType'] ?? null };
    await precondition(async () => {
      await put(caller, contact);
      await caller.expect(operation, type).toSucceed();
      if (operation !== 'DeleteAlternateContact')
        await caller.expect('DeleteAlternateContact', type).toSucceed();
    });
    await caller.expect(operation, type).toBeRefused('ResourceNotFoundException');
  });
}

const UNREADABLE = 'SerializationException';

/** A flattened input lacks the structure whatever else stands there. */
const oneLevelUp = rule({
  id: 'errors/contact-one-level-up',
  level: 'must',
  since: '0.1.0',
  statement:
    'PutContactInformation refuses the members of a contact at the top level in place of ContactInformation; nothing is stored.',
  source: guide('PutContactInformation › Request Body', 'PutContactInformation › Errors'),
  operations: [PUT_PRIMARY, 'GetContactInformation'],
  async check(context) {
    const [kind] = CONTACT_KINDS.filter((one) => NESTED[one.put] !== undefined);
    if (!kind) return;
    const subject = own(context.caller);
    const ruleSubject = { context, ...subject };
    const [sent = {}, kept = {}] = draw(ruleSubject, 'contacts', kind.values(context, 2));
    await precondition(async () => {
      await putAndRead(subject.caller, sent, subject.account);
      await putAndRead(subject.caller, kept, subject.account);
    });
    await expectUnchangedFor(ruleSubject, [{ operation: kind.get, input: {} }], () =>
      // Whoever knows no such members may say so instead.
      subject.caller
        .expect(kind.put, contactOf(kind, sent), { provokes: ['body'] })
        .toBeRefused(INVALID, UNREADABLE),
    );
  },
});

export const contactRules: readonly Rule[] = [getAbsent, deleteAbsent, oneLevelUp];
