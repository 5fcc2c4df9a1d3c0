import { z } from 'zod';
import type { Finding, RuleResult } from './record.ts';
import { fits } from './text/fits.ts';
import { countNoun } from './text/wording.ts';
import { parseYaml, YamlMistake } from './text/parse-yaml.ts';

/** A known failure of a target: it does not fail the run until it is fixed or expires. */
export interface KnownFailure {
  /** A rule id, or a pattern with `*`. */
  readonly rule: string;
  /** The operation of an invariant's finding; absent: any. */
  readonly operation?: string | undefined;
  /** The normalized answer of the finding; absent: the whole rule, whatever it finds. */
  readonly answer?: string | undefined;
  /** How the message of the finding, or of any of the whole rule's, begins; absent: any. */
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

const entrySchema = z.strictObject({
  rule: z.string().min(1),
  operation: z.string().min(1).optional(),
  answer: z.string().min(1).optional(),
  message: z.string().optional(),
  reason: z.string().min(1, 'expected why it is known'),
  link: z.url('expected an address').optional(),
  expires: z.iso.date('expected a day such as 2027-01-31').optional(),
});
const schema = z.strictObject(
  { knownFailures: z.array(entrySchema).nullable() },
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
 * The rules with the target's known failures applied: a rule is known where each of its findings is; where all rules that an
 * entry names pass, they are fixed, since it is stale; an expired entry counts no more. `today` is `YYYY-MM-DD`.
 */
export function applyKnownFailures(
  rules: readonly RuleResult[],
  knownFailures: readonly KnownFailure[],
  today: string,
): RuleResult[] {
  const stale = new Set(knownFailures.filter((one) => isStale(one, rules)));
  return rules.map((rule) => {
    const named = knownFailures.filter((one) => names(one, rule.id));
    if (named.length > 0 && isFailing(rule)) return withKnown(rule, named, today);
    const passed = named.find((one) => stale.has(one));
    if (!passed || !isPassing(rule)) return rule;
    return {
      ...rule,
      outcome: 'fixed',
      reason: `a known failure (${passed.reason}) that passes now: remove its entry`,
    };
  });
}

/** What a rule found, and which entry knows it; a rule may also fail without a finding. */
interface Recognized {
  readonly finding: Finding | null;
  readonly entry: KnownFailure | null;
}

function recognize(rule: RuleResult, named: readonly KnownFailure[]): Recognized[] {
  const { findings = [], moreFindings = 0 } = rule;
  const whole = named.find((one) => isWhole(one) && isOfAny(one, findings)) ?? null;
  const found = findings.map((finding) => ({
    finding,
    entry: named.find((one) => !isWhole(one) && isOf(one, finding)) ?? whole,
  }));
  // Of those that were only counted nothing is known but the rule.
  return findings.length > 0 && moreFindings === 0 ? found : [...found, { finding: null, entry: whole }];
}

function withKnown(rule: RuleResult, named: readonly KnownFailure[], today: string): RuleResult {
  const recognized = recognize(
    rule,
    named.toSorted((one, other) => Number(isExpired(one, today)) - Number(isExpired(other, today))),
  );
  const counts = ({ entry }: Recognized) => entry !== null && !isExpired(entry, today);
  const [known, others] = [recognized.filter(counts), recognized.filter((one) => !counts(one))];
  const expired = others.flatMap(({ entry }) =>
    entry ? `the known failure "${entry.reason}" expired on ${entry.expires}` : [],
  );
  const knownReasons = known.flatMap(({ entry }) => (entry ? reasonOf(entry) : []));
  if (others.length === 0) return { ...rule, outcome: 'known', reason: unique(knownReasons).join('; ') };
  if (known.length === 0)
    return expired.length === 0 ? rule : { ...rule, reason: unique(expired).join('; ') };
  // What is not known stands first, so that what is known does not hide it.
  const findings = [...others, ...known].flatMap(({ finding }) => finding ?? []);
  const told = `${known.length} of ${countNoun(recognized.length, 'finding')} known (${unique(knownReasons).join('; ')})`;
  const flaky = others.every(({ finding }) => finding?.flaky === true);
  return {
    ...rule,
    ...(flaky ? { outcome: 'flaky' } : {}),
    reason: unique([...expired, told]).join('; '),
    findings,
  };
}

function reasonOf({ reason, link }: KnownFailure): string {
  return link === undefined ? reason : `${reason} (${link})`;
}

function isExpired({ expires }: KnownFailure, today: string): boolean {
  return expires !== undefined && expires < today;
}

/**
 * A rule that fails otherwise than an entry says is not fixed: another seed may show it again. Nor is what an entry names
 * as long as part of it is excluded.
 */
function isStale(one: KnownFailure, rules: readonly RuleResult[]): boolean {
  const named = rules.filter(({ id }) => names(one, id));
  return (
    named.some(isPassing) &&
    !named.some(({ excluded }) => excluded) &&
    !named.some((rule) => isFailing(rule) && (!isWhole(one) || knows(one, rule)))
  );
}

/** Whether it knows anything that the rule found. */
function knows(one: KnownFailure, rule: RuleResult): boolean {
  return recognize(rule, [one]).some(({ entry }) => entry !== null);
}

/** Whether it is about whatever the rule finds. */
function isWhole({ answer, operation }: KnownFailure): boolean {
  return answer === undefined && operation === undefined;
}

function isOf({ message, answer, operation }: KnownFailure, finding: Finding): boolean {
  return (
    (message === undefined || finding.message.startsWith(message)) &&
    (answer === undefined || finding.answer === answer) &&
    (operation === undefined || finding.operation === operation)
  );
}

function isOfAny(one: KnownFailure, findings: readonly Finding[]): boolean {
  return findings.length === 0 ? one.message === undefined : findings.some((finding) => isOf(one, finding));
}

function isFailing({ outcome }: RuleResult): boolean {
  return outcome === 'fail' || outcome === 'warn';
}

function isPassing({ outcome }: RuleResult): boolean {
  return outcome === 'pass';
}

function names({ rule }: KnownFailure, id: string): boolean {
  return fits(rule, id);
}

/**
 * The known failures for what fails now. An entry goes only where all that it names were seen to pass; one of another
 * edition, of which nothing ran, stays.
 */
export function knownFailuresFor(
  rules: readonly RuleResult[],
  kept: readonly KnownFailure[],
): KnownFailure[] {
  const still = kept.filter((one) => {
    const named = rules.filter(({ id }) => names(one, id));
    return named.length === 0 || named.some((rule) => !isPassing(rule) && rule.outcome !== 'fixed');
  });
  const added = rules
    .filter((rule) => isFailing(rule) || rule.outcome === 'known')
    .flatMap((rule) => {
      const named = still.filter((one) => names(one, rule.id));
      return recognize(rule, named).flatMap(({ finding, entry }) =>
        entry === null && finding?.flaky !== true ? entryFor(rule, finding) : [],
      );
    });
  return [...still, ...added].toSorted((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function entryFor({ id, invariant }: RuleResult, finding: Finding | null): KnownFailure {
  if (!finding) return { rule: id, reason: 'known failure' };
  const { operation, answer, actual } = finding;
  return {
    rule: id,
    ...(invariant && operation !== null ? { operation } : {}),
    ...(answer === '' ? {} : { answer }),
    reason: actual.slice(0, LONGEST_REASON) || 'known failure',
  };
}

const LONGEST_REASON = 120;

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
