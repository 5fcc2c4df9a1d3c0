import fc from 'fast-check';
import type { AnswerExpectation } from '../../results/record.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { readRegions } from '../../harness/resources/region/catalogue.ts';
import { guide, model } from '../../harness/source.ts';
import { type Sdk, sameOutput, withSdk } from './client.ts';

const pages = rule({
  id: 'sdk/pages',
  level: 'must',
  since: '0.1.0',
  statement: 'The SDK’s paginator walks every region once, whatever the size of a page.',
  source: guide('ListRegions') + '; ' + model('ListRegions (paginated)'),
  operations: ['ListRegions'],
  async check(context) {
    const statuses = await readRegions(context.caller);
    await withSdk(context, context.caller, (sdk) =>
      context.forAny(fc.integer({ min: 1, max: 50 }), (pageSize) => walks(sdk, pageSize, statuses), {
        runs: Math.min(5, context.session.environment.runs),
      }),
    );
  },
});

async function walks(sdk: Sdk, pageSize: number, statuses: Readonly<Record<string, string>>): Promise<void> {
  let left = { ...statuses };
  const most = Object.keys(statuses).length + 1;
  const expected = (): AnswerExpectation => ({ kind: 'regions', statuses: left, limit: pageSize });
  sdk.expecting(expected());
  const walk = sdk.module.paginateListRegions({ client: sdk.client, pageSize }, {})[Symbol.asyncIterator]();
  for (let page = 0; page < most; page += 1) {
    const seen: { done?: boolean } = {};
    const outcome = await sdk.outcomeOf(
      walk.next().then(({ done = false, value }) => {
        seen.done = done;
        return (value ?? {}) as Record<string, unknown>;
      }),
    );
    if (seen.done) return;
    const answer = sdk.judgeLast('ListRegions', expected());
    if (outcome.kind === 'error')
      return sdk.refute('ListRegions', 'a page', `the SDK throws ${String(outcome.error)}`);
    if (!sameOutput(outcome.output, answer))
      sdk.refute('ListRegions', 'the page as it was sent', 'the SDK reads another one');
    const listed = new Set(
      (outcome.output['Regions'] as { RegionName?: string }[]).map((one) => one.RegionName),
    );
    left = Object.fromEntries(Object.entries(left).filter(([name]) => !listed.has(name)));
    sdk.expecting(expected());
  }
  sdk.refute('ListRegions', `an end of the pages after ${most} of them`, 'there are more');
}

export const pagesRules: readonly Rule[] = [pages];
