import type { Finding, RecordedDeviation, RuleResult, Tolerance } from '../../results/record.ts';
import { fits } from '../../results/text/fits.ts';
import { deviationOf, loadDeviations } from '../../spec/load-deviations.ts';
import { surveyedOperation } from './implemented.ts';
import { isOwner, type Survey } from './survey.ts';

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
