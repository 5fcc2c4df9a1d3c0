import { expect, test } from 'vitest';
import { Refutation } from '../harness/errors.ts';
import { readRegions } from '../harness/resources/region/catalogue.ts';
import { isPending } from '../harness/resources/region/changeable.ts';
import { rule } from '../harness/rule.ts';
import { guide } from '../harness/source.ts';
import { regionsMutants } from '../mutants/regions/mutants.ts';
import type { RuleResult } from '../results/record.ts';
import { judgeSandbox } from './testing/sandbox.ts';

// `npm run proof:sandbox` judges the whole night.

const summary = ({ id, outcome, reason = '' }: RuleResult) => `${outcome} ${id} ${reason}`.trim();

test('a night in a sandbox of minutes a region is judged in its own time, and nothing is found', async () => {
  const rules = ['contacts/create', 'regions/enable', 'regions/disable', 'signing/date-past-minutes'];
  const { result, minutes, minutesOfRegions } = await judgeSandbox({
    seed: 1,
    runs: 3,
    selection: { rules },
  });
  expect(result).toMatchObject({ exitCode: 0, notRestored: [] });
  expect(result.rules.filter(({ id }) => rules.includes(id)).map(summary)).toEqual(
    expect.arrayContaining(rules.map((id) => `pass ${id}`)),
  );
  // Enabled and disabled once each, and no more than noticed late.
  expect(minutesOfRegions).toBeGreaterThan(2.6);
  expect(minutes).toBeGreaterThan(minutesOfRegions);
  expect(minutes).toBeLessThan(10);
});

test('a rule leaves no region on its way to the next one', async () => {
  const settled = rule({
    id: 'wire/settled-before-the-next-rule',
    level: 'must',
    since: '0.1.0',
    statement: 'No region is on its way.',
    source: guide('ListRegions'),
    operations: ['ListRegions'],
    async check({ caller }) {
      const pending = Object.entries(await readRegions(caller)).filter(([, status]) => isPending(status));
      if (pending.length > 0) throw new Refutation('no region', JSON.stringify(pending), 'listed otherwise');
    },
  });
  const changing = ['regions/list-agrees-while-enabling', 'sdk/error/ConflictException'];
  for (const id of changing) {
    const selection = { rules: [id] };
    const { result } = await judgeSandbox({ seed: 1, runs: 1, order: 'id', selection, rules: [settled] });
    const judged = result.rules.filter((one) => one.id === id || one.id === settled.id);
    expect(judged.map(summary)).toEqual(expect.arrayContaining([`pass ${id}`, `pass ${settled.id}`]));
  }
});

test('a service that enables the neighbour of a region too is found out', async () => {
  const { compose } = regionsMutants.find(({ id }) => id === 'written/change-takes-the-neighbour') ?? {};
  const selection = { rules: ['regions/others-unchanged'] };
  const { result } = await judgeSandbox({ seed: 1, runs: 1, selection, ...(compose ? { compose } : {}) });
  expect(result.rules.map(summary)).toContain('fail regions/others-unchanged');
  // Nobody asked for the neighbour, so it may be somebody else's, and is left alone.
  expect(result).toMatchObject({
    exitCode: 5,
    notRestored: expect.arrayContaining([expect.stringMatching(/^region of account .* by somebody else/)]),
  });
});
