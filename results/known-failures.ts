import { z } from 'zod';
import type { RuleResult } from './record.ts';
import { fits } from './text/fits.ts';
import { parseYaml, YamlMistake } from './text/parse-yaml.ts';

/** A known failure of a target: it does not fail the run until it is fixed or expires. */
export interface KnownFailure {
  /** A rule id, or a pattern with `*`. */
  readonly rule: string;
  /** How the finding's message begins; absent: any. */
  readonly message?: string | undefined;
  readonly reason: string;
  readonly link?: string | undefined;
  /** The last day on which it counts, `YYYY-MM-DD`; absent: for ever. */
  readonly expires?: string | undefined;
}

/** A mistake in a known-failures file: names the file, the place and what was expected. */
export class KnownFailuresError extends Error {
  override readonly name = 'KnownFailuresError';
}

const entry = z.strictObject({
  rule: z.string().min(1),
  message: z.string().optional(),
  reason: z.string().min(1, 'expected why it is known'),
  link: z.url('expected an address').optional(),
  expires: z.iso.date('expected a day such as 2027-01-31').optional(),
});
const schema = z.strictObject(
  { knownFailures: z.array(entry).nullable() },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' && issue.keys.includes('expectations')
        ? 'expectations is called knownFailures now'
        : undefined,
  },
);

/** Reads the text of a known-failures file. @throws {KnownFailuresError} */
export function parseKnownFailures(file: string, text: string): KnownFailure[] {
  let content: unknown;
  try {
    content = parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlMistake)) throw error;
    const place = error.place === null ? '' : ` › ${error.place}`;
    throw new KnownFailuresError(`${file}${place}: ${error.message}`);
  }
  const result = schema.safeParse(content ?? {});
  if (result.success) return result.data.knownFailures ?? [];
  const { issues } = result.error;
  // A key of another name is the reason why the right one is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw new KnownFailuresError(`${file} › ${issue?.path.join('.') || '(root)'}: ${issue?.message}`);
}

/**
 * The rules with the target's known failures applied: a failure that an entry names is known; where all that an entry
 * names pass, they are fixed, since it is stale; an expired one counts no more. `today` is `YYYY-MM-DD`.
 */
export function applyKnownFailures(
  rules: readonly RuleResult[],
  knownFailures: readonly KnownFailure[],
  today: string,
): RuleResult[] {
  const stale = new Set(knownFailures.filter((one) => isStale(one, rules)));
  return rules.map((rule) => {
    const named = knownFailures.filter((one) => names(one, rule.id));
    const failing = named.find((one) => isKnownFailure(one, rule));
    if (failing) return known(rule, failing, today);
    const passed = named.find((one) => stale.has(one));
    if (!passed || !isPassing(rule)) return rule;
    return {
      ...rule,
      outcome: 'fixed',
      reason: `a known failure (${passed.reason}) that passes now: remove its entry`,
    };
  });
}

function known(rule: RuleResult, { reason, link, expires }: KnownFailure, today: string): RuleResult {
  if (expires !== undefined && expires < today) {
    return { ...rule, reason: `the known failure "${reason}" expired on ${expires}` };
  }
  return { ...rule, outcome: 'known', reason: link === undefined ? reason : `${reason} (${link})` };
}

function isStale(one: KnownFailure, rules: readonly RuleResult[]): boolean {
  const named = rules.filter(({ id }) => names(one, id));
  return named.some(isPassing) && !named.some((rule) => isKnownFailure(one, rule));
}

function isKnownFailure({ message }: KnownFailure, { outcome, findings = [] }: RuleResult): boolean {
  if (outcome !== 'fail' && outcome !== 'warn') return false;
  return message === undefined || (findings[0]?.message.startsWith(message) ?? false);
}

function isPassing({ outcome }: RuleResult): boolean {
  return outcome === 'pass';
}

function names({ rule }: KnownFailure, id: string): boolean {
  return fits(rule, id);
}

/** The known failures for what fails now; an entry goes only where all that it names pass, or nothing has its name. */
export function knownFailuresFor(
  rules: readonly RuleResult[],
  kept: readonly KnownFailure[],
): KnownFailure[] {
  const failing = rules.filter(
    ({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'known',
  );
  const still = kept.filter((one) =>
    rules.some((rule) => names(one, rule.id) && !isPassing(rule) && rule.outcome !== 'fixed'),
  );
  const added = failing
    .filter(({ id }) => !still.some((one) => names(one, id)))
    .map(({ id, findings = [] }): KnownFailure => ({
      rule: id,
      reason: findings[0]?.actual.slice(0, 120) ?? 'known failure',
    }));
  return [...still, ...added].toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
}
