import fc from 'fast-check';
import { loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { transitionOf, changeAndSettle, changing, reaches } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide, live } from '../../harness/source.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  opposite,
  ownSubject,
  shown,
  startFrom,
} from '../../harness/resources/region/changeable.ts';
import { alternates, primaries } from '../steps/contact-values.ts';
import {
  CONTACT_OPERATIONS,
  PRIMARY_OPERATIONS,
  contactTypes,
  ofType,
  put,
  putAndRead,
  reads,
  remove,
} from '../steps/contacts.ts';
import { showsAll } from '../../harness/resources/region/list.ts';

const othersUnchanged = rule({
  id: 'regions/others-unchanged',
  level: 'must',
  since: '0.1.0',
  statement: 'Changing one region leaves the status of every other region as it was.',
  source: guide('EnableRegion', 'DisableRegion'),
  operations: REGION_OPERATIONS,
  async check(context) {
    const { caller } = context;
    const regions = await changeableRegions(context);
    const variants = loadLifecycle().transitions.map((change) => ({
      label: change.request,
      arbitrary: fc.constantFrom(...regions).map((region) => ({ region, change })),
    }));
    await context.forEach(variants, async ({ region, change }) => {
      await startFrom(context, region, change);
      const before = await readRegions(caller);
      await changing(ownSubject(context), change, async () => {
        await caller.expect(change.request, { RegionName: region }).toSucceed();
        await reaches(ownSubject(context), region, change.to);
      });
      await showsAll(ownSubject(context), { ...before, [region]: change.to });
    });
  },
});

function otherPartition(operation: string): Rule {
  return rule({
    id: `regions/other-partition-refused/${operation}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation} for each known region of another partition is refused and changes nothing.`,
    source: live('a region of another partition'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller } = context;
      // What a refusal might undo: a region that is not as it was at first.
      const [enabled = ''] = await changeableRegions(context, opposite(transitionOf('EnableRegion')));
      await startFrom(context, enabled, opposite(transitionOf('EnableRegion')));
      const statuses = await readRegions(caller);
      const [known = ''] = Object.keys(statuses);
      await precondition(async () => {
        await caller.expect(STATUS, { RegionName: known }).toReturn(shown(known, statuses[known] ?? ''));
      });
      const listing = [{ operation: 'ListRegions', input: { MaxResults: 50 } }];
      for (const RegionName of loadRegions().otherPartitions.filter((name) => !(name in statuses)))
        await expectUnchangedFor(ownSubject(context), listing, () =>
          caller.expect(operation, { RegionName }).toBeRefused(),
        );
    },
  });
}

export const otherRules: readonly Rule[] = [
  othersUnchanged,
  ...REGION_OPERATIONS.filter((name) => name !== 'ListRegions').map(otherPartition),
];

/** Contacts that are put one after the other, so that most changes of one matter. */
const SEVERAL = { minLength: 3, maxLength: 3 };

const contactsIsolated = rule({
  id: 'regions/contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'Changing a region leaves the contacts of the account as they are, and changing contacts leaves its regions.',
  source: guide('EnableRegion', 'PutContactInformation', 'PutAlternateContact'),
  operations: [...REGION_OPERATIONS, ...CONTACT_OPERATIONS, ...PRIMARY_OPERATIONS],
  async check(context) {
    const { caller } = context;
    const [region = ''] = await changeableRegions(context, transitionOf('EnableRegion'));
    const types = contactTypes(context);
    const drawn = fc.tuple(fc.array(primaries(context), SEVERAL), alternates(context));
    await context.forEach([{ label: 'an account', arbitrary: drawn }], async ([contacts, alternate]) => {
      const [primary = {}, ...others] = contacts;
      const enable = transitionOf('EnableRegion');
      await startFrom(context, region, enable);
      await precondition(async () => {
        await putAndRead(context.caller, { ContactInformation: primary });
        for (const type of types) await put(caller, ofType(alternate, type));
      });
      for (const change of [enable, transitionOf('DisableRegion'), enable]) {
        await changeAndSettle(ownSubject(context), { RegionName: region }, change);
        await reads(caller, { ContactInformation: primary });
        for (const type of types) await reads(caller, ofType(alternate, type));
      }
      const statuses = await readRegions(caller);
      const regionsKept = () => showsAll(ownSubject(context), statuses);
      for (const other of others) {
        await putAndRead(context.caller, { ContactInformation: other });
        await regionsKept();
      }
      for (const type of types) {
        await remove(caller, ofType(alternate, type));
        await regionsKept();
      }
    });
  },
});

export const contactsIsolationRules: readonly Rule[] = [contactsIsolated];
