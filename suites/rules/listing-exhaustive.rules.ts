import { tokenGuesses } from '../../generators/values/token-guesses.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { bringTo, changeAndSettle, transitionOf } from '../../harness/resources/region-change.ts';
import { precondition } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { changeableRegions, ownSubject } from './region-steps.ts';
import { LIST, filterStatuses, having, namesOf, pageSizes, walk } from './listing-steps.ts';

const PAGES = guide('ListRegions › Request Body › MaxResults', 'ListRegions › Response Elements › NextToken');

const everySize = rule({
  id: 'listing/every-page-size',
  level: 'must',
  since: '0.1.0',
  statement: 'The walk is complete with every single page size from the smallest to the largest.',
  source: PAGES,
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await readRegions(caller);
    const { min, max } = pageSizes(context);
    for (let size = min; size <= max; size += 1) await walk(caller, { MaxResults: size }, statuses);
  },
});

const everyPair = rule({
  id: 'listing/filter-every-pair',
  level: 'must',
  since: '0.1.0',
  statement: 'A filter of two statuses returns the regions of both, for every pair and in either order.',
  source: guide('ListRegions › Request Body › RegionOptStatusContains'),
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const statuses = await readRegions(caller);
    const known = filterStatuses(context);
    for (const first of known) {
      for (const second of known.filter((one) => one !== first)) {
        const wanted = [first, second];
        await walk(caller, { RegionOptStatusContains: wanted }, having(statuses, wanted));
      }
    }
  },
});

/** Page sizes at which the region that leaves was shown on the first page, alone or with others. */
const FIRST_PAGES = 4;

const leavesAfterItsPage = rule({
  id: 'listing/shown-region-leaves',
  level: 'must',
  since: '0.1.0',
  statement:
    'When a region that was shown already leaves a filtered list during a walk, no other region is lost or doubled.',
  source: guide('ListRegions › Response Elements › NextToken', 'EnableRegion'),
  operations: [LIST, 'GetRegionOptStatus', 'EnableRegion', 'DisableRegion'],
  async check(context) {
    const { caller, target } = context;
    const subject = ownSubject(context);
    const change = transitionOf('EnableRegion');
    const { min } = pageSizes(context);
    const [region = ''] = await changeableRegions(context);
    for (let size = min; size < min + (target.loopback ? FIRST_PAGES : 1); size += 1) {
      await precondition(() => bringTo(subject, region, change.from));
      const filter = { RegionOptStatusContains: [change.from], MaxResults: size };
      if (!(await isOnFirstPage(context, filter, region))) continue;
      const { [region]: _shown, ...others } = having(await readRegions(caller), [change.from]);
      const between = () => changeAndSettle(subject, { RegionName: region }, change);
      await walk(caller, filter, others, { changing: [region], between });
    }
  },
});

async function isOnFirstPage({ caller }: RuleContext, filter: JsonObject, region: string): Promise<boolean> {
  return namesOf(await caller.call(LIST, filter)).includes(region);
}

const guessed = rule({
  id: 'listing/token-guessed',
  level: 'must',
  since: '0.1.0',
  statement:
    'A position, the name of a region, a status or blanks are no page token, plain, in base64, hexadecimal or JSON.',
  source: guide('ListRegions › Request Body › NextToken'),
  operations: [LIST],
  async check(context) {
    const { caller } = context;
    const names = Object.keys(await readRegions(caller));
    const { min } = pageSizes(context);
    await precondition(async () => {
      await caller.expect(LIST, { MaxResults: min }).toSucceed();
    });
    for (const NextToken of tokenGuesses(names))
      await caller.expect(LIST, { MaxResults: min, NextToken }, { provokes: ['body'] }).toBeRefused();
  },
});

export const exhaustiveListingRules: readonly Rule[] = [everySize, everyPair, leavesAfterItsPage, guessed];
