import fc from 'fast-check';
import { loadLifecycle, type Transition } from '../../spec/load-lifecycle.ts';
import { refusal } from '../../harness/caller.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { live, guide } from '../../harness/source.ts';
import {
  CHANGES,
  REGION_OPERATIONS,
  STATUS,
  changeableRegions,
  opposite,
  shown,
  startFrom,
  ownSubject,
} from '../../harness/resources/region/changeable.ts';
import { draw } from '../../harness/subject.ts';
import { checkConflict } from '../steps/region-changes.ts';

function redundant(change: Transition): Rule[] {
  const word = change.request === 'EnableRegion' ? 'enable' : 'disable';
  const common = { since: '0.1.0', source: live('redundant region change'), operations: REGION_OPERATIONS };
  return [
    rule({
      ...common,
      id: `regions/redundant-${word}-keeps-status`,
      level: 'must',
      statement: `${change.request} on a region that is already ${change.to} leaves it ${change.to}.`,
      check: (context) => onRedundant(context, change, []),
    }),
    rule({
      ...common,
      id: `regions/redundant-${word}-refused`,
      level: 'should',
      statement: `${change.request} on a region that is already ${change.to} is refused as invalid, with its reason.`,
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
  const regions = await changeableRegions(context, opposite(change));
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

function redundantReason(change: Transition): Rule {
  const word = change.request === 'EnableRegion' ? 'enable' : 'disable';
  return rule({
    id: `regions/redundant-${word}-reason`,
    level: 'should',
    since: '0.1.0',
    statement: `${change.request} on a region that is already ${change.to} is refused with the reason that was seen live.`,
    source: live('redundant region change'),
    operations: REGION_OPERATIONS,
    async check(context) {
      const { caller, contract } = context;
      const known = loadLifecycle().refusals.find(
        ({ request, from }) => request === change.request && from === change.to,
      );
      if (!known || known.reason === null) return context.notApplicable('no reason is documented');
      const [RegionName = ''] = await changeableRegions(context, opposite(change));
      await startFrom(context, RegionName, opposite(change));
      const expected = refusal(contract, known.errors.slice(0, 1), known.reason);
      await caller.expect(change.request, { RegionName }).toAnswer(expected);
    },
  });
}

export const redundantRules: readonly Rule[] = [
  ...CHANGES.flatMap(redundant),
  ...CHANGES.map(redundantReason),
];

/** While a change is pending, a further request is a conflict. */
function conflict(change: Transition, same: boolean): Rule {
  const second = same ? change : opposite(change);
  const first = change.request === 'EnableRegion' ? 'enabling' : 'disabling';
  return rule({
    id: `regions/${same ? 'same' : 'opposite'}-request-while-${first}`,
    level: same ? 'should' : 'must',
    since: '0.1.0',
    statement: `${second.request} is refused as a conflict while a region is ${change.via}, and the change completes.`,
    source: same
      ? live('the same request again while pending')
      : guide(`${second.request} › Errors › ConflictException`),
    operations: REGION_OPERATIONS,
    async check(context) {
      const subject = ownSubject(context);
      // Another one with each seed: what is wrong with one region only is not seen in the first.
      const region = draw(subject, 'region', fc.constantFrom(...(await changeableRegions(context, change))));
      await checkConflict(subject, region, change, second);
    },
  });
}

export const requestWhileRules: readonly Rule[] = CHANGES.flatMap((change) => [
  conflict(change, false),
  conflict(change, true),
]);
