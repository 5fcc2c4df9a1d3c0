import fc from 'fast-check';
import { alternateContact } from '../../generators/values/input.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Caller } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { enumOf } from '../../harness/contract-lookup.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';

const CONTACTS = ['PutAlternateContact', 'GetAlternateContact', 'DeleteAlternateContact'];

const getAbsent = rule({
  id: 'errors/get-absent-contact',
  level: 'must',
  since: '0.1.0',
  statement: 'Reading an alternate contact that is not stored is refused as not found.',
  source: guide('GetAlternateContact › Errors'),
  operations: CONTACTS,
  check: (context) => onAbsent(context, 'GetAlternateContact'),
});

const deleteAbsent = rule({
  id: 'errors/delete-absent-contact',
  level: 'must',
  since: '0.1.0',
  statement: 'Deleting an alternate contact that is not stored is refused as not found.',
  source: guide('DeleteAlternateContact › Errors'),
  operations: CONTACTS,
  check: (context) => onAbsent(context, 'DeleteAlternateContact'),
});

/** The control is the same request while the contact is there. */
async function onAbsent({ contract, caller, target, forAny }: RuleContext, operation: string): Promise<void> {
  await forAny(alternateContact(contract, { values: target.values }), async (contact) => {
    const type = { AlternateContactType: contact['AlternateContactType'] ?? null };
    await precondition(async () => {
      await caller.expect('PutAlternateContact', contact).toSucceed();
      await caller.expect(operation, type).toSucceed();
      if (operation !== 'DeleteAlternateContact')
        await caller.expect('DeleteAlternateContact', type).toSucceed();
    });
    await caller.expect(operation, type).toBeRefused('ResourceNotFoundException');
  });
}

const severalFaults = rule({
  id: 'errors/several-faults',
  level: 'must',
  since: '0.1.0',
  statement: 'A request with several invalid members at once is refused as invalid, once and whole.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACTS,
  async check({ contract, caller, target, forAny }) {
    await forAny(withEmptyMembers(contract, target.values), async ({ contact, empty }) => {
      await precondition(() => storeAndRead(caller, contact));
      const broken = { ...contact, ...Object.fromEntries(empty.map((name) => [name, ''])) };
      await caller
        .expect('PutAlternateContact', broken, { provokes: ['body'] })
        .toBeRefused('ValidationException');
      await readBack(caller, contact);
    });
  },
});

const sameAnswerTwice = rule({
  id: 'errors/same-request-same-error',
  level: 'should',
  since: '0.1.0',
  statement: 'An invalid request is refused with the same error however often it is repeated.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACTS,
  async check({ contract, caller, target, session, forAny }) {
    await forAny(withEmptyMembers(contract, target.values), async ({ contact, empty }) => {
      await precondition(() => storeAndRead(caller, contact));
      const broken = { ...contact, ...Object.fromEntries(empty.map((name) => [name, ''])) };
      await caller.expect('PutAlternateContact', broken, { provokes: ['body'] }).toBeRefused();
      const first = session.calls.length - 1;
      for (let repetition = 0; repetition < 3; repetition += 1) {
        const repeated = caller.expect('PutAlternateContact', broken, { provokes: ['body'] });
        await repeated.toAnswer({ kind: 'same-answer', as: first });
      }
    });
  },
});

function withEmptyMembers(contract: RuleContext['contract'], values: 'any' | 'plausible') {
  const members = Object.keys(contract.operations['PutAlternateContact']?.input.members ?? {});
  const texts = members.filter(
    (name) => name !== 'AccountId' && enumOf(contract, 'PutAlternateContact', name).length === 0,
  );
  return fc.record({
    contact: alternateContact(contract, { values }),
    empty: fc.subarray(texts, { minLength: 2 }),
  });
}

async function storeAndRead(caller: Caller, contact: JsonObject): Promise<void> {
  await caller.expect('PutAlternateContact', contact).toSucceed();
  await readBack(caller, contact);
}

async function readBack(caller: Caller, contact: JsonObject): Promise<void> {
  const type = { AlternateContactType: contact['AlternateContactType'] ?? null };
  await caller.eventually('GetAlternateContact', type, {
    kind: 'success',
    output: { AlternateContact: contact as never },
    outputMatch: 'equal',
  });
}

export const errorRules: readonly Rule[] = [getAbsent, deleteAbsent, severalFaults, sameAnswerTwice];
