import { expect, onTestFinished, test } from 'vitest';
import { wrapHandler } from '../../../mutants/operators/wrap-handler.ts';
import { startEmbedded } from '../../../proof/embedded.ts';
import { runAgainst } from '../../testing/run-against.ts';

test('where all regions are on one page whatever was asked for, what needs a token is blocked by that page', async () => {
  const whole = wrapHandler('ListRegions', (inner) => (call, parts) => {
    const { MaxResults: _, ...input } = call.input;
    return inner({ ...call, input: { ...input, MaxResults: 50 } }, parts);
  });
  const { target, close } = await startEmbedded({ compose: whole });
  onTestFinished(close);
  const { rules } = await runAgainst(target, { rules: ['listing/*token*'] });
  const blocked = rules.filter(({ outcome }) => outcome === 'blocked');
  const ids = new Set(rules.flatMap(({ findings = [] }) => findings.map(({ id }) => id)));
  expect(blocked.length).toBeGreaterThan(2);
  for (const { id, reason, blockedBy = [] } of blocked) {
    expect(blockedBy.length, `${id}: ${reason}`).toBeGreaterThan(0);
    for (const by of blockedBy) expect(ids).toContain(by);
  }
});
