import fc from 'fast-check';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { changeAndSettle, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
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
import { pageSizes } from '../../harness/resources/region/list.ts';
import {
  REGION_OPERATIONS,
  changeableRegions,
  ownSubject,
  startFrom,
} from '../../harness/resources/region/changeable.ts';

/** Contacts that are put one after the other, so that most changes of one matter. */
const SEVERAL = { minLength: 3, maxLength: 3 };

const contactsApart = rule({
  id: 'regions/contacts-apart',
  level: 'must',
  since: '0.1.0',
  statement:
    'Changing a region leaves the contacts of the account as they are, and changing contacts leaves its regions.',
  source: guide('EnableRegion', 'PutContactInformation', 'PutAlternateContact'),
  operations: [...REGION_OPERATIONS, ...CONTACT_OPERATIONS, ...PRIMARY_OPERATIONS],
  async check(context) {
    const { caller } = context;
    const [region = ''] = await changeableRegions(context);
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
      const { max: limit } = pageSizes(context);
      const regionsKept = () =>
        caller.expect('ListRegions', { MaxResults: limit }).toAnswer({ kind: 'regions', statuses, limit });
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

export const contactsApartRules: readonly Rule[] = [contactsApart];
