import { alternateContact, validInput } from '../../generators/values/input.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import { own, named, managed } from '../steps/accounts.ts';
import { CONTACT_KINDS } from '../steps/contact-kinds.ts';
import { CONTACT_OPERATIONS, put, putAndRead } from '../steps/contacts.ts';
import { NESTED, PUT_PRIMARY, contactOf } from './broken-contacts.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { LIST } from '../../harness/resources/region/list.ts';
import {
  CHANGES,
  REGION_OPERATIONS,
  STATUS,
  changeableRegion,
} from '../../harness/resources/region/changeable.ts';

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
      // Whoever knows no such members may say so instead, with whatever error.
      subject.caller.expect(kind.put, contactOf(kind, sent), { provokes: ['body'] }).toBeRefused(),
    );
  },
});

export const contactRules: readonly Rule[] = [getAbsent, deleteAbsent, oneLevelUp];

/** Other ways in which people and services write the id of an account. */
function otherForms(id: string): string[] {
  return [
    `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`,
    `arn:aws:iam::${id}:root`,
    `arn:aws:account::${id}:account`,
    ` ${id}`,
    `${id} `,
    `${id}\n`,
    `\n${id}`,
    `"${id}"`,
    `+${id}`,
    `0${id}`,
    `${id}.0`,
    `${id},${id}`,
    Array.from(id, (digit) => String.fromCodePoint(0x0660 + Number(digit))).join(''),
    Array.from(id, (digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
    `0x${Number(id).toString(16).padStart(10, '0')}`,
    'self',
    '*',
    '',
  ];
}

/** An id of a member in another form is not an id. */
export function accountIdFormsRules({ operations }: Contract): Rule[] {
  return Object.values(operations)
    .filter(({ input, editions }) => 'AccountId' in input.members && editions.includes('guide-2024'))
    .map((operation) =>
      rule({
        id: `errors/account-id-forms/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a member's account id as invalid when it is not written as twelve digits.`,
        source: guide(`${operation.name} › Request Body › AccountId`),
        operations: [
          ...new Set([
            operation.name,
            ...(operation.changes === 'region' ? REGION_OPERATIONS : [LIST, STATUS]),
          ]),
        ],
        judges: [operation.name],
        needs: ['management'],
        check: (context) => refusesForms(context, operation),
      }),
    );
}

async function refusesForms(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, target } = context;
  const { management, memberId } = managed(context);
  const subject = { context, ...named(management, memberId) };
  const change = CHANGES.find(({ request }) => request === operation.name);
  const regions = 'RegionName' in operation.input.members ? [await changeableRegion(subject, change)] : [];
  const [region] = regions;
  if (operation.changes === 'region' && region !== undefined)
    await precondition(() => bringTo(subject, region, transitionOf(operation.name).from));
  const options = { values: target.values, regions };
  const input = draw(subject, 'input', validInput(contract, operation.name, options));
  for (const AccountId of otherForms(memberId))
    await management
      .expect(operation.name, { ...input, AccountId }, { provokes: ['body'] })
      .toBeRefused('ValidationException');
}
