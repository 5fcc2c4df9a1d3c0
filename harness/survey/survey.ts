import type { Tolerance, Finding, RecordedDeviation, RuleResult } from '../../results/record.ts';
import { fits } from '../../results/text/fits.ts';
import type { JsonObject } from '../../spec/json.ts';
import { deviationOf, loadDeviations } from '../../spec/load-deviations.ts';
import { surveyedOperation } from './implemented.ts';

/** What was seen of one operation before the rules. */
interface SurveyedOperation {
  readonly found: 'as documented' | 'deviates' | 'not implemented';
  /** An input that was accepted, without an account; `null`: none was. */
  readonly acceptedInput: JsonObject | null;
  /** What it does differently every time. */
  readonly tolerances: readonly Tolerance[];
  /** Whether each answer was an error. */
  readonly refused?: boolean;
  /** Operations that answered a success meanwhile. */
  readonly answered: readonly string[];
}

const NONE: readonly Tolerance[] = [];

/** What was learned of a target before the rules; of what nobody asked it says nothing against it. */
export class Survey {
  readonly #operations = new Map<string, SurveyedOperation>();
  readonly #tolerances = new Map<string, readonly Tolerance[]>();

  /** Keeps what was seen of an operation, in place of what was seen before. */
  note(operation: string, seen: SurveyedOperation): void {
    this.#operations.set(operation, seen);
    this.#tolerances.clear();
    for (const { tolerances } of this.#operations.values()) {
      for (const tolerance of tolerances) {
        const known = this.#tolerances.get(tolerance.operation) ?? NONE;
        if (known.some((one) => sameTolerance(one, tolerance))) continue;
        this.#tolerances.set(tolerance.operation, [...known, tolerance]);
      }
    }
  }

  /** An input of the operation that was seen accepted, without an account; `null`: none was. */
  acceptedInput(operation: string): JsonObject | null {
    return this.#operations.get(operation)?.acceptedInput ?? null;
  }

  /** Whether the operation answers: all but what was seen to be missing, and never seen to succeed. */
  isUsable(operation: string): boolean {
    return this.#operations.get(operation)?.found !== 'not implemented' || this.hasSucceeded(operation);
  }

  /** Whether a request of the operation was seen to succeed. */
  hasSucceeded(operation: string): boolean {
    return [...this.#operations.values()].some(({ answered }) => answered.includes(operation));
  }

  /** Whether all requests of the operation were refused, or answered as of one that is missing. */
  isRefused(operation: string): boolean {
    return this.#operations.get(operation)?.refused === true && !this.hasSucceeded(operation);
  }

  /** The further forms of answers of an operation that a rule lets pass: all but what it owns. The survey itself lets none. */
  tolerancesOf(operation: string, rule: string): readonly Tolerance[] {
    const known = this.#tolerances.get(operation);
    if (!known || surveyedOperation(rule) !== null) return NONE;
    return known.filter(({ kind }) => !isOwner(kind, rule));
  }

  /** All of them. */
  get tolerances(): readonly Tolerance[] {
    return [...this.#tolerances.values()].flat();
  }

  /** Lets a form pass no more, since the rules that own it found nothing. */
  withdraw(tolerance: Tolerance): void {
    const left = this.#tolerances.get(tolerance.operation)?.filter((one) => one !== tolerance) ?? [];
    this.#tolerances.set(tolerance.operation, left);
  }

  /** Operations that were seen to be missing, by name. */
  get missing(): string[] {
    const names = [...this.#operations.keys()];
    return names.filter((name) => !this.isUsable(name)).toSorted();
  }
}

/** Whether a rule or an invariant judges a deviation itself. */
export function isOwner(kind: string, rule: string): boolean {
  return deviationOf(kind).owners.some((pattern) => fits(pattern, rule));
}

function sameTolerance(one: Tolerance, other: Tolerance): boolean {
  return one.kind === other.kind && one.member === other.member && one.form === other.form;
}

/** Lets nothing pass any more of which no owner found anything. Where no rule that owns it ran, that is not known. */
export function withdrawUnowned(survey: Survey, results: readonly RuleResult[]): void {
  for (const tolerance of survey.tolerances) {
    const { owners } = deviationOf(tolerance.kind);
    const judged = results.filter(({ id }) => isOwner(tolerance.kind, id));
    const byRules = owners.some(
      (pattern) => !results.some(({ id, invariant }) => invariant && fits(pattern, id)),
    );
    const ran = judged.filter(({ invariant }) => !byRules || !invariant);
    const passed =
      ran.length > 0 && judged.every(({ outcome }) => outcome === 'pass' || outcome === 'skipped');
    if (owners.length > 0 && passed) survey.withdraw(tolerance);
  }
}

/** What is let pass, in words, with the findings that judge it; also the operations that others stand in for. */
export function recordedDeviations(survey: Survey, results: readonly RuleResult[]): RecordedDeviation[] {
  const missing = survey.missing;
  const replaced = loadDeviations().flatMap(({ kind, instead, owners }): Tolerance[] => {
    const operation = surveyedOperation(owners[0] ?? '');
    if (instead === null || operation === null || !missing.includes(operation)) return [];
    if (missing.includes(instead)) return [];
    return [{ kind, operation, member: null, form: null }];
  });
  return [...survey.tolerances, ...replaced].map((tolerance) => {
    const { kind, operation, member, form } = tolerance;
    const { tolerated, ruling } = deviationOf(kind);
    const words = tolerated.replace('{member}', member ?? '').replace('{form}', form ?? '');
    const found = results.filter(({ id }) => isOwner(kind, id)).flatMap(({ findings = [] }) => findings);
    const ofAnswers = found.filter((finding) => finding.operation === operation);
    const owning = ofAnswers.length > 0 ? ofAnswers : found.filter((finding) => calls(finding, operation));
    const ownedBy = [...new Set(owning.map(({ id }) => id))];
    return { kind, operation, member, tolerated: words, ruling, ownedBy };
  });
}

function calls({ calls: made }: Finding, operation: string): boolean {
  return made.some(({ request }) => request.operation === operation);
}
