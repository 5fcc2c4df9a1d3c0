import fc from 'fast-check';
import { alternateContact, primaryContact } from '../../generators/values/input.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { guide, protocol } from '../../harness/source.ts';
import { CONTACT_OPERATIONS, contactTypes, ofType } from '../steps/contacts.ts';
import { modelCaller, listAll } from '../steps/model.ts';
import { settings } from './settings.ts';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { changing, reaches, showsChange, transitionOf } from '../../harness/resources/region/change.ts';
import type { RuleContext } from '../../harness/context.ts';
import { precondition } from '../../harness/subject.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  isPending,
  ownSubject,
  startFrom,
  statusOf,
} from '../../harness/resources/region/changeable.ts';

const READ_ON = 6;

const AT_ONCE = { minLength: 4, maxLength: 8 };

const SOURCE = `${protocol('one register per contact type, without caches that lie')}; ${guide('PutAlternateContact', 'GetAlternateContact')}`;

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
  statement:
    'Concurrent puts of the primary contact store one of them whole: members of two puts are never mixed.',
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

export const contactHistoryRules: readonly Rule[] = [contactHistory, primaryHistory];

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
        : 'Exactly one of several concurrent requests to change a region is accepted where the change takes a while; the others are refused.',
    source: guide('EnableRegion › Errors › ConflictException', 'DisableRegion › Errors › ConflictException'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, changesRegionsAtOnce } = context;
      const regions = await changeableRegions(context);
      // Where a change is over at once, the next request meets what was changed: a redundant one, which others judge.
      if (level === 'should' && !(await showsPending(context, regions[0] ?? '')))
        return context.notApplicable('the target never shows a pending status');
      const drawn = fc.record({
        region: fc.constantFrom(...regions),
        change: fc.constantFrom(...loadLifecycle().transitions),
      });
      await context.forAny(
        drawn,
        async ({ region, change }) => {
          await startFrom(context, region, change);
          context.regions.requireTurn();
          const input: JsonObject = { RegionName: region };
          const model = modelCaller(context, caller, level);
          await listAll(context, model);
          await model.call(STATUS, input);
          await model.callTogether(
            Array.from({ length: RIVALS }, () => ({ operation: change.request, input })),
          );
          const status = statusOf(await model.call(STATUS, input));
          if (level === 'must' && !isPending(status)) return;
          await context.regions.waiting(() => reaches(ownSubject(context), region, change.to));
        },
        { runs: changesRegionsAtOnce ? 4 : 1, shrink: false },
      );
    },
  });
}

/** How often a change is made to see one on its way. */
const LOOKS = 3;

async function showsPending(context: RuleContext, RegionName: string): Promise<boolean> {
  if (!context.changesRegionsAtOnce) return true;
  const subject = ownSubject(context);
  const change = transitionOf('EnableRegion');
  for (let look = 0; look < LOOKS; look += 1) {
    await startFrom(context, RegionName, change);
    let isSeen = false;
    await precondition(() =>
      changing(subject, change, async () => {
        await subject.caller.expect(change.request, { RegionName }).toSucceed();
        await showsChange(subject, { RegionName }, change);
        isSeen = isPending(statusOf(await subject.caller.call(STATUS, { RegionName })));
        await reaches(subject, RegionName, change.to);
      }),
    );
    if (isSeen) return true;
  }
  return false;
}

export const regionRules: readonly Rule[] = [oneWinner('must'), oneWinner('should')];
