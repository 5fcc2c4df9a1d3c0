import fc from 'fast-check';
import { loadLifecycle, type Transition } from '../../spec/load-lifecycle.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { refusedWithAReason } from './refused-with-a-reason.ts';
import { readRegions } from '../../harness/resources/region-catalogue.ts';
import { regionChangeCheck } from '../../harness/resources/region-change.ts';
import { precondition, unchanged } from '../../harness/subject.ts';
import { guide, live } from '../../harness/source.ts';
import {
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  fixedRegions,
  opposite,
  ownSubject,
  shown,
  startFrom,
} from './region-steps.ts';

const CHANGES = loadLifecycle().transitions;
const CONSIDERATIONS = 'Considerations before enabling and disabling Regions';

function redundant(change: Transition): Rule[] {
  const word = change.request === 'EnableRegion' ? 'enable' : 'disable';
  const common = { since: '0.1.0', source: live('redundant region change'), operations: REGION_OPERATIONS };
  return [
    rule({
      ...common,
      id: `regions/redundant-${word}-keeps-status`,
      level: 'must',
      statement: `${change.request} on a region that is ${change.to} already leaves it ${change.to}.`,
      check: (context) => onRedundant(context, change, []),
    }),
    rule({
      ...common,
      id: `regions/redundant-${word}-refused`,
      level: 'should',
      statement: `${change.request} on a region that is ${change.to} already is refused as invalid, with its reason.`,
      check: (context) => onRedundant(context, change, redundantErrors(change)),
    }),
  ];
}

function redundantErrors({ request, to }: Transition): readonly string[] {
  return loadLifecycle().refusals.find((one) => one.request === request && one.from === to)?.errors ?? [];
}

async function onRedundant(
  context: RuleContext,
  change: Transition,
  errors: readonly string[],
): Promise<void> {
  const { caller } = context;
  const regions = await changeableRegions(context);
  await context.forAny(
    fc.constantFrom(...regions),
    async (region) => {
      await startFrom(context, region, opposite(change));
      const input = { RegionName: region };
      if (errors.length === 0) await caller.call(change.request, input);
      else await caller.expect(change.request, input).toBeRefused(...errors);
      await caller.expect(STATUS, input).toReturn(shown(region, change.to));
    },
    { runs: 2, shrink: false },
  );
}

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
      await unchanged(ownSubject(context), reads, attempt);
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

/** The control: the same request on a region that can be changed. */
async function controlledBy(context: RuleContext, { request }: Transition): Promise<void> {
  const [region = ''] = await changeableRegions(context);
  await precondition(() => regionChangeCheck.accept(ownSubject(context), request, { RegionName: region }));
}

function onUnknown(operation: string): Rule[] {
  const common = { since: '0.1.0', source: live('unknown region'), operations: REGION_OPERATIONS };
  const check = (expected: (context: RuleContext) => AnswerExpectation) => async (context: RuleContext) => {
    const statuses = await readRegions(context.caller);
    const [known = ''] = Object.keys(statuses);
    await precondition(async () => {
      await context.caller
        .expect(STATUS, { RegionName: known })
        .toReturn(shown(known, statuses[known] ?? ''));
    });
    await context.forAny(unknownNames(Object.keys(statuses)), async (region) => {
      const reads = [{ operation: 'ListRegions', input: { MaxResults: 50 } }];
      const attempt = () =>
        context.caller.expect(operation, { RegionName: region }).toAnswer(expected(context));
      await unchanged(ownSubject(context), reads, attempt);
    });
  };
  return [
    rule({
      ...common,
      id: `regions/unknown-region-refused/${operation}`,
      level: 'must',
      statement: `${operation} for a region that does not exist, or not in this partition, is refused and changes nothing.`,
      check: check(({ caller }) => caller.refusal()),
    }),
    rule({
      ...common,
      id: `regions/unknown-region-error/${operation}`,
      level: 'should',
      statement: `${operation} for a region that does not exist is refused as invalid.`,
      check: check(({ caller }) => caller.refusal('ValidationException')),
    }),
    rule({
      ...common,
      id: `regions/unknown-region-reason/${operation}`,
      level: 'should',
      statement: `${operation} for a region that does not exist is refused as invalid, with a reason.`,
      check: check(({ contract }) => refusedWithAReason(contract)),
    }),
  ];
}

/** Well-formed names that no region has: near known ones, of other partitions, and made up. */
function unknownNames(known: readonly string[]): fc.Arbitrary<string> {
  const near = fc.tuple(fc.constantFrom(...known), fc.integer({ min: 7, max: 99 })).map(([name, number]) => {
    return `${name.slice(0, name.lastIndexOf('-'))}-${number}`;
  });
  const made = fc.stringMatching(/^[a-z]{2}-[a-z]{4,9}-[1-9]$/);
  const others = fc.constantFrom(...loadRegions().otherPartitions);
  const around = fc.constantFrom(...known).map((name) => `${name}a`);
  return fc.oneof(near, made, others, around).filter((name) => !known.includes(name));
}

/** What careless look-ups, trimming and other notations take for a region. */
function lookalikes([known = '']: readonly string[]): string[] {
  return [
    ` ${known}`,
    `${known} `,
    `${known}\n`,
    `${known}\u0000`,
    `${known}a`,
    known.replaceAll('-', '_'),
    known.replaceAll('-', ''),
    known.slice(0, -1),
    `${known},${known}`,
    `arn:aws:account::${known}`,
    '*',
    'all',
    'global',
    'aws-global',
    'us-east',
    'US East (N. Virginia)',
    'null',
    '0',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ];
}

function onLookalike(operation: string): Rule {
  return rule({
    id: `regions/no-region-by-likeness/${operation}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation} refuses what only looks like a region: with white space, part of a name, a name of another notation, a word that programs know.`,
    source: live('unknown region'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller } = context;
      const regions = await changeableRegions(context);
      const change = transitionFor(operation);
      await controlledBy(context, change);
      // Where the region that is meant cannot be changed, it would be refused too.
      await startFrom(context, regions[0] ?? '', change);
      const reads = [{ operation: 'ListRegions', input: { MaxResults: 50 } }];
      await unchanged(ownSubject(context), reads, async () => {
        for (const RegionName of lookalikes(regions).filter((name) => !regions.includes(name)))
          await caller.expect(operation, { RegionName }, { provokes: ['body'] }).toBeRefused();
      });
    },
  });
}

function transitionFor(operation: string): Transition {
  const [first] = CHANGES;
  const found = CHANGES.find(({ request }) => request === operation) ?? first;
  if (!found) throw new RangeError('the lifecycle has no change');
  return found;
}

function otherCase(operation: string): Rule {
  return rule({
    id: `regions/region-code-case/${operation}`,
    level: 'should',
    since: '0.1.0',
    statement: `${operation} for a region code in another case is refused.`,
    source: live('region code in another case'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const regions = await changeableRegions(context);
      await context.forAny(fc.constantFrom(...regions), async (region) => {
        const reads = [{ operation: STATUS, input: { RegionName: region } }];
        const input = { RegionName: region.toUpperCase() };
        await unchanged(ownSubject(context), reads, () =>
          context.caller.expect(operation, input).toBeRefused('ValidationException', 'AccessDeniedException'),
        );
      });
    },
  });
}

const OPERATIONS = ['GetRegionOptStatus', 'EnableRegion', 'DisableRegion'];

export const regionRefusalRules: readonly Rule[] = [
  ...CHANGES.flatMap(redundant),
  ...CHANGES.flatMap(onDefault),
  ...OPERATIONS.flatMap(onUnknown),
  ...OPERATIONS.map(otherCase),
  ...OPERATIONS.map(onLookalike),
];
