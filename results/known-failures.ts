import { parse } from 'yaml';
import { z } from 'zod';
import type { RuleResult } from './record.ts';

/** A known failure of a target: it does not fail the run until it is fixed or expires. */
export interface Expectation {
  /** A rule id, or a pattern with `*`. */
  readonly rule: string;
  /** How the finding's message begins; absent: any. */
  readonly message?: string | undefined;
  readonly reason: string;
  readonly link?: string | undefined;
  /** The last day on which it counts, `YYYY-MM-DD`; absent: for ever. */
  readonly expires?: string | undefined;
}

/** A mistake in an expectations file: names the file, the place and what was expected. */
export class ExpectationsError extends Error {
  override readonly name = 'ExpectationsError';
}

const expectation = z.strictObject({
  rule: z.string().min(1),
  message: z.string().optional(),
  reason: z.string().min(1, 'expected why it is known'),
  link: z.url('expected an address').optional(),
  expires: z.iso.date('expected a day such as 2027-01-31').optional(),
});
const schema = z.strictObject({ expectations: z.array(expectation).nullable() });

/** Reads the text of an expectations file. @throws {ExpectationsError} */
export function parseExpectations(file: string, text: string): Expectation[] {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new ExpectationsError(`${file}: ${(error as Error).message.split('\n')[0]}`);
  }
  const result = schema.safeParse(content ?? {});
  if (result.success) return result.data.expectations ?? [];
  const [issue] = result.error.issues;
  throw new ExpectationsError(`${file} › ${issue?.path.join('.') || '(root)'}: ${issue?.message}`);
}

/**
 * The rules with their expectations applied: an expected failure is known; where all that an expectation names pass,
 * they are fixed, since it is stale; an expired one counts no more. `today` is `YYYY-MM-DD`.
 */
export function applyExpectations(
  rules: readonly RuleResult[],
  expectations: readonly Expectation[],
  today: string,
): RuleResult[] {
  const stale = new Set(expectations.filter((one) => isStale(one, rules)));
  return rules.map((rule) => {
    const named = expectations.filter((one) => names(one, rule.id));
    const failing = named.find((one) => isExpectedFailure(one, rule));
    if (failing) return known(rule, failing, today);
    const passed = named.find((one) => stale.has(one));
    if (!passed || !isPassing(rule)) return rule;
    return {
      ...rule,
      outcome: 'fixed',
      reason: `expected to fail (${passed.reason}), and passes: remove the expectation`,
    };
  });
}

function known(rule: RuleResult, { reason, link, expires }: Expectation, today: string): RuleResult {
  if (expires !== undefined && expires < today) {
    return { ...rule, reason: `the expectation "${reason}" expired on ${expires}` };
  }
  return { ...rule, outcome: 'known', reason: link === undefined ? reason : `${reason} (${link})` };
}

function isStale(expected: Expectation, rules: readonly RuleResult[]): boolean {
  const named = rules.filter(({ id }) => names(expected, id));
  return named.some(isPassing) && !named.some((rule) => isExpectedFailure(expected, rule));
}

function isExpectedFailure({ message }: Expectation, { outcome, finding }: RuleResult): boolean {
  if (outcome !== 'fail' && outcome !== 'warn') return false;
  return message === undefined || (finding?.message.startsWith(message) ?? false);
}

function isPassing({ outcome }: RuleResult): boolean {
  return outcome === 'pass';
}

function names({ rule }: Expectation, id: string): boolean {
  if (!rule.includes('*')) return rule === id;
  const parts = rule.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(id);
}

/** An expectations file for what fails now; an entry goes only where all that it names pass, or nothing has its name. */
export function expectationsFor(rules: readonly RuleResult[], kept: readonly Expectation[]): Expectation[] {
  const failing = rules.filter(
    ({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'known',
  );
  const still = kept.filter((one) =>
    rules.some((rule) => names(one, rule.id) && !isPassing(rule) && rule.outcome !== 'fixed'),
  );
  const added = failing
    .filter(({ id }) => !still.some((one) => names(one, id)))
    .map(({ id, finding }): Expectation => ({
      rule: id,
      reason: finding?.actual.slice(0, 120) ?? 'known failure',
    }));
  return [...still, ...added].toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
}
