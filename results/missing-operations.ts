import type { RuleResult } from './record.ts';

/** The operations that are not implemented although nobody expects that: no rule about such a one alone is known to fail. */
export function missingOperations(
  notImplemented: readonly string[],
  rules: readonly Pick<RuleResult, 'operations' | 'outcome'>[],
): string[] {
  const known = rules.filter(({ outcome, operations }) => outcome === 'known' && operations.length === 1);
  const expected = new Set(known.flatMap(({ operations }) => operations));
  return notImplemented.filter((operation) => !expected.has(operation));
}
