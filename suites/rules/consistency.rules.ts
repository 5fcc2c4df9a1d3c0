import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { protocol, guide } from '../../harness/source.ts';
import { precondition, returning } from '../../harness/subject.ts';
import { CONTACT_OPERATIONS, contactTypes, ofType, putAndRead, reads } from './contact-steps.ts';
import { listAll, modelCaller } from './model-steps.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  isPending,
  startFrom,
  statusOf,
} from './region-steps.ts';

/** Histories are a part of the run's values, and are not shrunk: what a race does cannot be asked again. */
const PART = 2;
const READ_ON = 6;
const AT_ONCE = { minLength: 4, maxLength: 8 };
const SOURCE = `${protocol('one register per contact type, without caches that lie')}; ${guide('PutAlternateContact', 'GetAlternateContact')}`;

function settings({ session, target }: RuleContext) {
  return {
    runs: target.loopback ? Math.ceil(session.environment.runs / PART) : 2,
    shrink: false,
    fresh: true,
  };
}

const contactHistory = rule({
  id: 'consistency/contact-history',
  level: 'must',
  since: '0.1.0',
  statement:
    'Concurrent puts, reads and deletes of one contact answer as if they had happened one after another.',
  source: SOURCE,
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { contract, caller, target } = context;
    const verb = fc.constantFrom('Put', 'Put', 'Get', 'Get', 'Delete');
    const contact = alternateContact(contract, { values: target.values });
    const drawn = fc.record({
      type: fc.constantFrom(...contactTypes(context)),
      base: contact,
      calls: fc.array(fc.record({ verb, contact }), { ...AT_ONCE, size: 'max' }),
    });
    await context.forAny(
      drawn,
      async ({ type, base, calls }) => {
        const model = modelCaller(context, caller);
        const input = { AlternateContactType: type };
        await model.call('PutAlternateContact', ofType(base, type));
        await model.call('GetAlternateContact', input);
        await model.callTogether(
          calls.map((call) => ({
            operation: `${call.verb}AlternateContact`,
            input: call.verb === 'Put' ? ofType(call.contact, type) : input,
          })),
        );
        await model.call('GetAlternateContact', input);
        await model.call('GetAlternateContact', input);
      },
      settings(context),
    );
  },
});

const primaryHistory = rule({
  id: 'consistency/primary-contact-history',
  level: 'must',
  since: '0.1.0',
  statement: 'Of concurrent puts of the primary contact one is stored whole: members of two are never mixed.',
  source: guide('PutContactInformation'),
  operations: ['PutContactInformation', 'GetContactInformation'],
  async check(context) {
    const { contract, caller, target } = context;
    const contact = primaryContact(contract, { values: target.values });
    const puts = fc.array(contact, { minLength: 2, maxLength: 5, size: 'max' });
    await context.forAny(
      puts,
      async (contacts) => {
        const model = modelCaller(context, caller);
        await model.call('GetContactInformation', {});
        // Who reads on meanwhile sees also what is half written for a moment.
        const read = { operation: 'GetContactInformation', input: {}, times: READ_ON };
        await model.callTogether([
          read,
          ...contacts.map((one) => ({
            operation: 'PutContactInformation',
            input: { ContactInformation: one } as Json,
          })),
          read,
        ]);
        await model.call('GetContactInformation', {});
      },
      settings(context),
    );
  },
});

const noLostUpdate = rule({
  id: 'consistency/types-written-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'Contacts of different types that are put at the same time are all stored: none is lost.',
  source: guide('PutAlternateContact', 'Quotas for AWS Account Management'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { contract, caller, target } = context;
    const types = contactTypes(context);
    const contact = alternateContact(contract, { values: target.values });
    const length = { minLength: types.length, maxLength: types.length };
    await context.forAny(
      fc.array(contact, length),
      async (contacts) => {
        const stored = types.map((type, index) => ofType(contacts[index] ?? {}, type));
        const puts = stored.map((one) => caller.expect('PutAlternateContact', one, { group: 1 }).toSucceed());
        await Promise.all(puts);
        for (const one of stored) await reads(caller, one);
      },
      settings(context),
    );
  },
});

const kindsApart = rule({
  id: 'consistency/kinds-written-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'An alternate and the primary contact that are put at the same time are both stored.',
  source: guide('PutAlternateContact', 'PutContactInformation'),
  operations: [...CONTACT_OPERATIONS, 'PutContactInformation', 'GetContactInformation'],
  async check(context) {
    const { contract, caller, target } = context;
    const options = { values: target.values };
    const drawn = fc.tuple(alternateContact(contract, options), primaryContact(contract, options));
    await context.forAny(
      drawn,
      async ([alternate, primary]) => {
        await Promise.all([
          caller.expect('PutAlternateContact', alternate, { group: 1 }).toSucceed(),
          caller.expect('PutContactInformation', { ContactInformation: primary }, { group: 1 }).toSucceed(),
        ]);
        await reads(caller, alternate);
        await caller.eventually('GetContactInformation', {}, returning({ ContactInformation: primary }));
      },
      settings(context),
    );
  },
});

const readsAtOnce = rule({
  id: 'consistency/reads-at-once',
  level: 'must',
  since: '0.1.0',
  statement: 'Concurrent reads of what nobody changes all return the same.',
  source: guide('GetAlternateContact'),
  operations: CONTACT_OPERATIONS,
  async check(context) {
    const { contract, caller, target } = context;
    await context.forAny(
      alternateContact(contract, { values: target.values }),
      async (contact) => {
        await precondition(() => putAndRead(caller, contact));
        const input = { AlternateContactType: contact['AlternateContactType'] ?? null };
        const answers = Array.from({ length: 6 }, () =>
          caller.expect('GetAlternateContact', input, { group: 1 }).toReturn({ AlternateContact: contact }),
        );
        await Promise.all(answers);
      },
      settings(context),
    );
  },
});

/** How many ask for one region at once; the documented number of concurrent requests of an account is not exceeded. */
const RIVALS = 4;

function oneWinner(level: 'must' | 'should'): Rule {
  return rule({
    id: level === 'must' ? 'consistency/region-history' : 'consistency/one-region-winner',
    level,
    since: '0.1.0',
    statement:
      level === 'must'
        ? 'Concurrent requests on one region answer as if they had come one after another.'
        : 'Of concurrent requests to change one region exactly one is accepted; the others are refused.',
    source: guide('EnableRegion › Errors › ConflictException', 'DisableRegion › Errors › ConflictException'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, target } = context;
      const regions = await changeableRegions(context);
      const drawn = fc.record({
        region: fc.constantFrom(...regions),
        change: fc.constantFrom(...loadLifecycle().transitions),
      });
      await context.forAny(
        drawn,
        async ({ region, change }) => {
          await startFrom(context, region, change);
          const input: JsonObject = { RegionName: region };
          const model = modelCaller(context, caller, level);
          await listAll(model);
          await model.call(STATUS, input);
          await model.callTogether(
            Array.from({ length: RIVALS }, () => ({ operation: change.request, input })),
          );
          const status = statusOf(await model.call(STATUS, input));
          if (level === 'must' && !isPending(status)) return;
          await caller.eventually(
            STATUS,
            input,
            { kind: 'success', output: { RegionName: region, RegionOptStatus: change.to } },
            { withinMs: target.timing.regionTimeout },
          );
        },
        { runs: target.loopback ? 4 : 1, shrink: false },
      );
    },
  });
}

export const consistencyRules: readonly Rule[] = [
  contactHistory,
  primaryHistory,
  noLostUpdate,
  kindsApart,
  readsAtOnce,
  oneWinner('must'),
  oneWinner('should'),
];
