import { alternateContact, primaryContact, validInput } from '../../generators/values/input.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { type Read, expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import {
  CONTACT_OPERATIONS,
  PRIMARY_OPERATIONS,
  contactTypes,
  ofType,
  put,
  putAndRead,
} from '../steps/contacts.ts';
import { pageSizes } from '../../harness/resources/region/list.ts';
import {
  REGION_OPERATIONS,
  changeableRegions,
  fixedRegions,
  opposite,
  ownSubject,
  startFrom,
} from '../../harness/resources/region/changeable.ts';
import { withEmptyMembers } from './broken-contacts.ts';

/** Values that no member of any input may have. */
const NEVER = {
  AccountId: '1',
  AlternateContactType: 'PRIMARY',
  RegionName: 'zz-nowhere-9',
  NextToken: 'none',
};

/** Inputs that each operation refuses, one after the other. */
function refusedInputs({ name, input }: Operation, valid: JsonObject, fixed: string): JsonObject[] {
  const spoilt = Object.entries(NEVER).flatMap(([member, value]) =>
    member in input.members ? [{ ...valid, [member]: value }] : [],
  );
  const wrongTypes = Object.keys(input.members).map((member) => ({ ...valid, [member]: { a: [1] } }));
  const missing = Object.entries(input.members).flatMap(([member, { required }]) => {
    const { [member]: _, ...rest } = valid;
    return required ? [rest] : [];
  });
  const ofDefault =
    name === 'EnableRegion' || name === 'DisableRegion' ? [{ ...valid, RegionName: fixed }] : [];
  return [...spoilt, ...wrongTypes, ...missing, ...ofDefault];
}

const nothingElse = rule({
  id: 'errors/refusals-leave-everything',
  level: 'must',
  since: '0.1.0',
  statement:
    'Refused requests of every operation leave all contacts and all regions of the account as they were, not only those that they name.',
  source: guide('API Reference', 'Common Errors'),
  operations: [...CONTACT_OPERATIONS, ...PRIMARY_OPERATIONS, ...REGION_OPERATIONS],
  async check(context) {
    const { caller, contract, target } = context;
    const subject = ownSubject(context);
    const options = { values: target.values };
    const [region = ''] = await changeableRegions(context, opposite(transitionOf('EnableRegion')));
    const [fixed = ''] = await fixedRegions(context);
    const contact = draw(subject, 'contact', alternateContact(contract, options));
    const primary = draw(subject, 'primary contact', primaryContact(contract, options));
    await startFrom(context, region, opposite(transitionOf('EnableRegion')));
    await precondition(async () => {
      for (const type of contactTypes(context)) await put(caller, ofType(contact, type));
      await putAndRead(context.caller, { ContactInformation: primary });
    });
    const operations = Object.values(contract.operations).filter(({ name }) =>
      nothingElse.operations.includes(name),
    );
    for (const operation of operations) {
      const valid = draw(
        subject,
        operation.name,
        validInput(contract, operation.name, { ...options, regions: [region] }),
      );
      await expectUnchangedFor(subject, readsOf(context), async () => {
        for (const input of refusedInputs(operation, valid, fixed))
          await caller.expect(operation.name, input, { provokes: ['body'] }).toBeRefused();
      });
    }
  },
});

function readsOf(context: RuleContext): Read[] {
  return [
    { operation: 'GetContactInformation', input: {} },
    { operation: 'ListRegions', input: { MaxResults: pageSizes(context).max } },
    ...contactTypes(context).map((type) => ({
      operation: 'GetAlternateContact',
      input: { AlternateContactType: type },
    })),
  ];
}

export const refusalsRules: readonly Rule[] = [nothingElse];

const sameAnswerTwice = rule({
  id: 'errors/same-request-same-error',
  level: 'should',
  since: '0.1.0',
  statement: 'An invalid request is refused with the same error however often it is repeated.',
  source: guide('PutAlternateContact › Errors'),
  operations: CONTACT_OPERATIONS,
  async check({ contract, caller, target, session, forAny }) {
    await forAny(withEmptyMembers(contract, target.values), async ({ contact, empty }) => {
      await precondition(() => putAndRead(caller, contact));
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

export const sameRequestRules: readonly Rule[] = [sameAnswerTwice];
