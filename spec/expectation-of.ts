import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'null',
};

/** What was expected where a spec file is wrong, in words: "expected a whole number, found nothing". */
export function expectationOf(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}, found ${shown(found)}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}, found ${shown(found)}`;
    case 'too_small':
      return `expected at least ${amount(issue.origin, issue.minimum)}, found ${shown(found)}`;
    case 'too_big':
      return `expected at most ${amount(issue.origin, issue.maximum)}, found ${shown(found)}`;
    case 'unrecognized_keys':
      return `expected no key ${issue.keys.join(', ')} here`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'expected another key';
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_union':
    case 'not_multiple_of':
      return issue.message.startsWith('expected') ? issue.message : `expected otherwise: ${issue.message}`;
  }
}

function amount(origin: string, limit: number | bigint): string {
  const unit = limit === 1 ? '' : 's';
  if (origin === 'array') return `${limit} element${unit}`;
  return origin === 'string' ? `${limit} character${unit}` : String(limit);
}

function shown(found: unknown): string {
  if (found === undefined) return 'nothing';
  if (Array.isArray(found)) return found.length === 0 ? 'an empty list' : 'a list';
  if (typeof found === 'object' && found !== null) return 'a mapping';
  return JSON.stringify(found);
}
