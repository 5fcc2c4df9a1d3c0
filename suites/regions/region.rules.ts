import fc from 'fast-check';
import type { AnswerExpectation } from '../../results/record.ts';
import { type Transition, loadLifecycle } from '../../spec/load-lifecycle.ts';
import { loadQuotas } from '../../spec/load-quotas.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { RuleContext } from '../../harness/context.ts';
import { inBatches } from '../../harness/poll.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { bringTo, changeAndSettle } from '../../harness/resources/region/change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { guide, live } from '../../harness/source.ts';
import { refusedWithAReason } from '../steps/refusals.ts';
import { controlledBy } from '../steps/region-changes.ts';
import {
  CHANGES,
  CONSIDERATIONS,
  REGION_OPERATIONS,
  REGION_READS,
  STATUS,
  changeableRegions,
  ownSubject,
  shown,
  startFrom,
} from '../../harness/resources/region/changeable.ts';
import { hasStatus, showsAll, walk } from '../../harness/resources/region/list.ts';

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
      await expectUnchangedFor(ownSubject(context), reads, attempt);
    });
  };
  return [
    rule({
      ...common,
      id: `regions/unknown-region-refused/${operation}`,
      level: 'must',
      statement: `${operation} for a region that does not exist, or that is not in this partition, is refused and changes nothing.`,
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

/** What careless look-ups and other notations take for a region. */
function lookalikes([known = '']: readonly string[]): string[] {
  return [
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
    statement: `${operation} refuses texts that only look like a region: part of a name, a name in another notation, a word that programs know.`,
    source: live('unknown region'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller } = context;
      const change = transitionFor(operation);
      const regions = await changeableRegions(context, change);
      await controlledBy(context, change);
      // Where the region that is meant cannot be changed, it would be refused too.
      await startFrom(context, regions[0] ?? '', change);
      const reads = [{ operation: 'ListRegions', input: { MaxResults: 50 } }];
      await expectUnchangedFor(ownSubject(context), reads, async () => {
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

/** A way to write a region's own code that a service may take for it against a recommendation alone. */
interface Spelling {
  readonly id: string;
  readonly words: string;
  readonly source: string;
  write(region: string): readonly string[];
}

const SPELLINGS: readonly Spelling[] = [
  {
    id: 'region-code-case',
    words: 'in another case',
    source: live('region code in another case'),
    write: (region) => [region.toUpperCase()],
  },
  {
    id: 'region-code-white-space',
    words: 'with outer white space',
    source: guide('EnableRegion › Request Body › RegionName'),
    write: (region) => [` ${region}`, `${region} `, `${region}\n`, `\t${region}`],
  },
];

function otherSpelling(operation: string, { id, words, source, write }: Spelling): Rule {
  return rule({
    id: `regions/${id}/${operation}`,
    level: 'should',
    since: '0.1.0',
    statement: `${operation} for a region code ${words} is refused.`,
    source,
    operations: REGION_OPERATIONS,
    async check(context) {
      const change = transitionFor(operation);
      const region = draw(
        ownSubject(context),
        'region',
        fc.constantFrom(...(await changeableRegions(context, change))),
      );
      // Where the region that is meant cannot be changed, it would be refused too.
      await startFrom(context, region, change);
      const reads = [{ operation: STATUS, input: { RegionName: region } }];
      await expectUnchangedFor(ownSubject(context), reads, async () => {
        for (const RegionName of write(region))
          await context.caller
            .expect(operation, { RegionName })
            .toBeRefused('ValidationException', 'AccessDeniedException');
      });
    },
  });
}

const OPERATIONS = ['GetRegionOptStatus', 'EnableRegion', 'DisableRegion'];

function everyRegion(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enabled' : 'disabled';
  return rule({
    id: `regions/every-region-${word}`,
    level: 'must',
    since: '0.1.0',
    statement: `Every region that can be changed can be ${word}, one after another in any order, and each stays so while the others follow.`,
    source: guide(change.request),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { changesRegionsAtOnce } = context;
      const subject = ownSubject(context);
      const names = (await changeableRegions(context, change)).slice(0, changesRegionsAtOnce ? undefined : 2);
      // In one order only, a change that takes another region with it is not seen where that one was changed before.
      const regions = draw(subject, 'order', fc.shuffledSubarray(names, { minLength: names.length }));
      // Fewer than may be changing at once.
      const atOnce = loadQuotas().concurrentRegionRequests.perAccount - 1;
      for (const order of changesRegionsAtOnce ? [regions, regions.toReversed()] : [regions]) {
        context.regions.requireTurn(order.length);
        // Each is seen there before the next ones are asked for: what these undo is found then, and not waited for in vain.
        await precondition(() => inBatches(order, atOnce, (region) => bringTo(subject, region, change.from)));
        const statuses = await readRegions(context.caller);
        for (const region of order) {
          await changeAndSettle(subject, { RegionName: region }, change);
          statuses[region] = change.to;
        }
        await showsAll(subject, statuses);
      }
    },
  });
}

const optInOpen = rule({
  id: 'regions/opt-in-regions-not-fixed',
  level: 'must',
  since: '0.1.0',
  statement: 'The opt-in regions that the guide names are not enabled by default.',
  source: guide(CONSIDERATIONS),
  operations: REGION_READS,
  judges: [],
  async check(context) {
    const { caller } = context;
    const { fixed, statuses } = loadLifecycle();
    const listed = await readRegions(caller);
    const open = statuses.filter((status) => !fixed.includes(status));
    const names = loadRegions().optIn.filter((name) => name in listed);
    if (!hasStatus(context)) {
      const [usual = ''] = open;
      const wrong = names.filter((name) => fixed.includes(listed[name] ?? ''));
      await walk(caller, {}, { ...listed, ...Object.fromEntries(wrong.map((name) => [name, usual])) });
      return;
    }
    for (const region of names) {
      await caller.expect(STATUS, { RegionName: region }).toAnswer({
        kind: 'any-of',
        of: open.map((status) => ({ kind: 'success', output: { ...shown(region, status) } as never })),
      });
    }
  },
});

export const regionRules: readonly Rule[] = [
  ...OPERATIONS.flatMap(onUnknown),
  ...SPELLINGS.flatMap((spelling) => OPERATIONS.map((name) => otherSpelling(name, spelling))),
  ...OPERATIONS.map(onLookalike),
  ...CHANGES.map(everyRegion),
  optInOpen,
];
