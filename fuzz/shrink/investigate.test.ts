import { expect, test } from 'vitest';
import { plainRecord } from '../../harness/testing/run-against.ts';
import { FindingWriter } from '../../harness/finding.ts';
import { type ContactService, contactService, PUT_AND_READ, WINDOW } from '../testing/contact-service.ts';
import { investigate } from './investigate.ts';

/** Investigates a wrong read that was met, where others stayed wrong before. */
async function investigated({ environment, restorer, putAndRead }: ContactService, met: () => void) {
  for (let time = 0; time < 4; time += 1) await putAndRead(() => false);
  const { performed } = await putAndRead(() => true);
  const breach = performed.breaches.find(({ rule }) => rule.startsWith('oracle/'));
  if (!breach) throw new Error('nothing was met');
  met();
  const [put] = PUT_AND_READ;
  const together = PUT_AND_READ;
  const candidate = { breach, calls: PUT_AND_READ, changes: [put], together, last: performed };
  const before = environment.lag.pace.now();
  const finding = await investigate(candidate, {
    environment,
    restorer,
    foreign: restorer.open(),
    isForeign: () => false,
    writer: new FindingWriter(environment.target, 1, plainRecord),
    seed: 1,
    shrinkBudget: 600,
    targetOptions: '--target embedded',
  });
  return { finding, ms: environment.lag.pace.now() - before };
}

test('shrinking waits for the whole window only to show what came of it', async () => {
  const { finding, ms } = await investigated(
    contactService(() => true),
    () => {},
  );
  expect(finding.shrinks).toBeGreaterThan(0);
  expect(finding).toMatchObject({ reproduced: { times: 3, of: 3 }, shrinkNote: null });
  expect(ms).toBeGreaterThan(WINDOW);
  expect(ms).toBeLessThan(2 * WINDOW);
});

test('what only lags is not taken for what was met', async () => {
  let lagMs = Number.POSITIVE_INFINITY;
  const lagging = contactService((age) => age < lagMs);
  const { finding } = await investigated(lagging, () => {
    lagMs = 500;
  });
  expect(finding.reproduced.times).toBe(0);
  expect(finding.shrinkNote).toContain('not shown again');
});
