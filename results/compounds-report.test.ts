import { expect, test } from 'vitest';
import {
  type ComponentOutcome,
  type CompoundsReport,
  compoundsText,
  countCompounds,
  isRecallEnough,
} from './compounds-report.ts';

const FOUND: ComponentOutcome = {
  outcome: 'found',
  how: 'own',
  by: { rule: 'contacts/delete', answer: '200 object' },
};
const MISSED: ComponentOutcome = {
  outcome: 'missed',
  note: 'fail',
  hiddenBy: [{ rule: 'contacts/delete', answer: '204 empty', expected: 'status 200', actual: '204' }],
};
const INVISIBLE: ComponentOutcome = { outcome: 'invisible' };

/** A report of compounds of one size, with so many faults of each outcome, all in one. */
function report(size: number, found: number, missed: number, invisible = 0): CompoundsReport {
  const rows = [FOUND, MISSED, INVISIBLE].flatMap((outcome, index) =>
    Array.from({ length: [found, missed, invisible][index] ?? 0 }, () => outcome),
  );
  return {
    schemaVersion: 1,
    edition: 'guide-2024',
    seed: 3,
    runs: 20,
    size,
    durationMs: 1500,
    compounds: [
      {
        components: rows.map((outcome, index) => ({
          id: `test/${index}`,
          fault: 'It is wrong.',
          rule: 'contacts/delete',
          ...outcome,
        })),
        rules: 1,
        requests: 12,
        durationMs: 1500,
      },
    ],
  };
}

test.each<[number, number, number, boolean]>([
  [1, 98, 2, true],
  [2, 98, 2, true],
  [2, 97, 3, false],
  [3, 95, 5, true],
  [5, 94, 6, false],
  [10, 90, 10, true],
  [10, 89, 11, false],
  [11, 85, 15, true],
  [20, 84, 16, false],
  [21, 1, 99, true],
])('of %i faults at once, %i found and %i missed: enough is %s', (size, found, missed, enough) => {
  expect(isRecallEnough(report(size, found, missed))).toBe(enough);
});

test('what does not show counts neither way, and makes a bad draw where it is much', () => {
  const fair = report(2, 9, 1, 0);
  expect(countCompounds({ ...fair, size: 20 })).toMatchObject({ recall: 0.9, badDraw: false });
  const bad = report(20, 9, 1, 4);
  expect(countCompounds(bad)).toMatchObject({ drawn: 14, recall: 0.9, invisible: 4, badDraw: true });
  expect(compoundsText(bad)).toContain('The draw is bad: 4 of 14 faults do not show');
  expect(countCompounds(report(20, 11, 1, 4)).badDraw).toBe(false);
});

test('the text says what was missed, what hid it, what does not show, and how to see it again', () => {
  expect(compoundsText(report(2, 1, 1, 1))).toMatchInlineSnapshot(`
    "compound 1 of 1: 1 of 3 faults missed
      MISSED test/1
        fault      It is wrong.
        rule       contacts/delete: fail
        hidden by  contacts/delete: 204 empty
          expected status 200
          actual   204
      again: account-conformance mutants --edition guide-2024 --compound 3 --seed 3 --only test/0 test/1 test/2

    invisible, since the other faults leave nothing of them to see:
      test/2 (compound 1)

    The draw is bad: 1 of 3 faults do not show, so this recall says little.
    recall 50 % (1 of the 2 faults that show; 1 fault missed, 1 of 3 invisible); BELOW the bound 98 %
    1 compound of 2 faults; edition guide-2024, seed 3, 12 requests, 1.5 s
    "
  `);
  expect(compoundsText(report(21, 1, 0))).toContain(
    'recall 100 % (1 of the 1 faults that show; 0 faults missed, 0 of 1 invisible); no bound for 21 faults at once',
  );
});
