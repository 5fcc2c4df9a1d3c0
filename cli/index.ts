import { toBadge } from '../reports/badge.ts';
import { compareResults, describeComparison } from '../reports/compare.ts';
import { toCtrf } from '../reports/ctrf.ts';
import { toGithubAnnotations } from '../reports/github-annotations.ts';
import { toHtml } from '../reports/html.ts';
import { toJson } from '../reports/json.ts';
import { toJUnit } from '../reports/junit.ts';
import { toMarkdown } from '../reports/markdown.ts';
import { mergeResults } from '../reports/merge.ts';
import { toSarif } from '../reports/sarif.ts';
import { PRESET_NAMES } from '../targets/presets.ts';
import { openTarget } from './open-target.ts';

/** The public API: run the rules against a target and make reports of what came of it. */
export { runConformance as run } from './run-conformance.ts';
export { rule } from '../suites/rule.ts';

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

export type { Comparison } from '../reports/compare.ts';
export type { Expectation } from '../reports/expectations.ts';
export type { Finding, Outcome, RuleLevel, RuleResult, RunResult, Verdict } from '../reports/record.ts';
export type { RuleContext } from '../suites/context.ts';
export type { Rule } from '../suites/rule.ts';
export type { Target } from '../targets/target.ts';
export type { OpenTarget, TargetOptions } from './open-target.ts';
export type { RunSettings } from './run-conformance.ts';
