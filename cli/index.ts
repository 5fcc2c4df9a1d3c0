import { toBadge } from '../reports/badge.ts';
import { compareResults, describeComparison } from '../results/compare.ts';
import { toCtrf } from '../reports/ctrf.ts';
import { toGithubAnnotations } from '../reports/github-annotations.ts';
import { toHtml } from '../reports/html.ts';
import { toJson } from '../reports/json.ts';
import { toJUnit } from '../reports/junit.ts';
import { toMarkdown } from '../reports/markdown.ts';
import { mergeResults } from '../results/merge.ts';
import { toSarif } from '../reports/sarif.ts';
import { PRESET_NAMES } from '../targets/config/presets.ts';
import { openTarget } from './run/open-target.ts';

/** The public API: run the rules against a target and make reports of what came of it. */
export { runConformance as run } from './run/run-conformance.ts';
export { rule } from '../harness/rule.ts';

/** Whom to ask. What was opened is closed by its `close`; the embedded target is served until then. */
export const targets = { open: openTarget, presets: PRESET_NAMES };

/** What to make of a result: each form as text, several results as one, and what changed between two. */
export const reports = {
  toBadge,
  toCtrf,
  toGithubAnnotations,
  toHtml,
  toJson,
  toJUnit,
  toMarkdown,
  toSarif,
  merge: mergeResults,
  compare: compareResults,
  describeComparison,
};

export type { Comparison } from '../results/compare.ts';
export type { KnownFailure } from '../results/known-failures.ts';
export type { Finding, Outcome, RuleLevel, RuleResult, RunResult, Verdict } from '../results/record.ts';
export type { RuleContext } from '../harness/context.ts';
export type { Rule } from '../harness/rule.ts';
export type { Target } from '../targets/target.ts';
export type { OpenTarget, TargetOptions } from './run/open-target.ts';
export type { RunSettings } from './run/run-conformance.ts';
