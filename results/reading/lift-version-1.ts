import { findingId } from '../normalized-answer.ts';
import { SCHEMA_VERSION } from '../record.ts';

/**
 * Lifts what the first version of the tool wrote to the form of today, before it is validated: whatever is not as that
 * version wrote it stays as it is, and is refused then. Its depth is bounded before.
 */

type Given = Readonly<Record<string, unknown>>;

/** A result: a rule had one finding. */
export function liftResult(given: unknown): unknown {
  if (!isObject(given) || !Array.isArray(given['rules'])) return given;
  const version = given['schemaVersion'] === 1 ? { schemaVersion: SCHEMA_VERSION } : {};
  return { ...given, ...version, rules: given['rules'].map(liftRule) };
}

function liftRule(given: unknown): unknown {
  if (!isObject(given) || !('finding' in given)) return given;
  const { finding, ...rule } = given;
  return { ...rule, findings: [liftFinding(finding, rule['invariant'] === true)] };
}

/** A finding, alone in its file if it is the fuzzer's: its bucket was the rule, the operation and the form of the answer. */
export function liftFinding(given: unknown, ofOperation = true): unknown {
  if (!isObject(given) || !('bucket' in given)) return given;
  const { bucket, ...finding } = given;
  const [rule, operation] = [textOf(given['rule']), textOf(given['operation'])];
  const answer = liftAnswer(textOf(bucket), `${rule} ${operation} `);
  const id = findingId(rule, answer, ofOperation ? operation : null);
  const calls = Array.isArray(given['calls']) ? given['calls'].map(liftCall) : given['calls'];
  return { ...finding, id, answer, calls };
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}

/** What was said of an answer without an error's name is told otherwise today. */
const WITH_A_NAME =
  /^\d{3} (?!(?:empty|object|undefined|string|number|boolean)$)[A-Za-z][A-Za-z0-9._-]{0,79}$/;

function liftAnswer(bucket: string, before: string): string {
  const form = bucket.startsWith(before) ? bucket.slice(before.length) : '';
  return WITH_A_NAME.test(form) ? form : '';
}

function liftCall(given: unknown): unknown {
  return isObject(given) && 'expected' in given
    ? { ...given, expected: liftExpectation(given['expected']) }
    : given;
}

/** A refusal: each name went with each status. */
function liftExpectation(given: unknown): unknown {
  if (!isObject(given)) return given;
  if (given['kind'] === 'any-of' && Array.isArray(given['of']))
    return { ...given, of: given['of'].map(liftExpectation) };
  if (given['kind'] !== 'refused' || !('errors' in given && 'statuses' in given)) return given;
  const { errors, statuses, ...refused } = given;
  if (errors === null && statuses === null) return { ...refused, answers: null };
  const names: unknown[] = Array.isArray(errors) ? errors : [errors];
  return { ...refused, answers: names.map((error) => ({ error, statuses })) };
}

function isObject(given: unknown): given is Given {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
