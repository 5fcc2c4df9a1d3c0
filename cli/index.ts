/** The public API: run the rules against a target of one's own and get the record of the run. */
export { runConformance as run } from './run-conformance.ts';
export type { RunSettings } from './run-conformance.ts';
export { openTarget } from './open-target.ts';
export type { OpenTarget, TargetOptions } from './open-target.ts';
export type { Finding, RuleResult, RunResult } from '../reports/record.ts';
export { rule } from '../suites/rule.ts';
export type { Rule } from '../suites/rule.ts';
export type { Target } from '../targets/target.ts';
export { toJson } from '../reports/json.ts';
export { toJUnit } from '../reports/junit.ts';
