import fc from 'fast-check';
import { type Transition, loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { hasStatus, walk } from '../../harness/resources/region/list.ts';
import { changeAndSettle, isShown } from '../../harness/resources/region/change.ts';
import { precondition } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide } from '../../harness/source.ts';
import { controlledBy } from '../steps/region-changes.ts';
import {
  CHANGES,
  CONSIDERATIONS,
  REGION_OPERATIONS,
  REGION_READS,
  STATUS,
  changeableRegions,
  fixedRegions,
  ownSubject,
  shown,
  startFrom,
} from '../../harness/resources/region/changeable.ts';

const defaultsFixed = rule({
  id: 'regions/default-regions-fixed',
  level: 'must',
  since: '0.1.0',
  statement: 'Regions that are older than 20 March 2019 are enabled by default, whenever they are read.',
  source: guide(CONSIDERATIONS),
  operations: REGION_READS,
  judges: [],
  async check(context) {
    const { caller } = context;
    const [fixed = ''] = loadLifecycle().fixed;
    const listed = await readRegions(caller);
    const names = loadRegions().defaults.filter((name) => name in listed);
    if (!hasStatus(context)) {
      await walk(caller, {}, { ...listed, ...Object.fromEntries(names.map((name) => [name, fixed])) });
      return;
    }
    for (const region of names) {
      await caller.expect(STATUS, { RegionName: region }).toReturn(shown(region, fixed));
    }
  },
});

function onDefault(change: Transition): Rule[] {
  const word = change.request === 'EnableRegion' ? 'enable' : 'disable';
  const common = { since: '0.1.0', source: guide(CONSIDERATIONS), operations: REGION_OPERATIONS };
  const check = (errors: readonly string[]) => async (context: RuleContext) => {
    const regions = await fixedRegions(context);
    await controlledBy(context, change);
    await context.forAny(fc.constantFrom(...regions), async (region) => {
      const reads = [{ operation: STATUS, input: { RegionName: region } }];
      const attempt = () =>
        context.caller.expect(change.request, { RegionName: region }).toBeRefused(...errors);
      await expectUnchangedFor(ownSubject(context), reads, attempt);
    });
  };
  return [
    rule({
      ...common,
      id: `regions/${word}-default-region-refused`,
      level: 'must',
      statement: `${change.request} on a region that is enabled by default is refused and changes nothing.`,
      check: check([]),
    }),
    rule({
      ...common,
      id: `regions/${word}-default-region-error`,
      level: 'should',
      statement: `${change.request} on a region that is enabled by default is refused as invalid.`,
      check: check(['ValidationException']),
    }),
  ];
}

function everyDefault(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enabled' : 'disabled';
  return rule({
    id: `regions/no-default-region-${word}`,
    level: 'must',
    since: '0.1.0',
    statement: `${change.request} is refused for every single region that is enabled by default.`,
    source: guide(CONSIDERATIONS),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller } = context;
      const [changeable = ''] = await changeableRegions(context, change);
      await precondition(async () => {
        if (isShown(ownSubject(context), change)) return;
        await startFrom(context, changeable, change);
        await changeAndSettle(ownSubject(context), { RegionName: changeable }, change);
      });
      for (const RegionName of await fixedRegions(context)) {
        const reads = [{ operation: STATUS, input: { RegionName } }];
        const attempt = () => caller.expect(change.request, { RegionName }).toBeRefused();
        await expectUnchangedFor(ownSubject(context), reads, attempt);
      }
    },
  });
}

export const defaultRegionRules: readonly Rule[] = [
  defaultsFixed,
  ...CHANGES.flatMap(onDefault),
  ...CHANGES.map(everyDefault),
];
