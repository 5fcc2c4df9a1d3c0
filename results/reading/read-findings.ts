import { z } from 'zod';
import { findingSchema, isNestedAtMost } from './finding-schema.ts';
import { liftFinding, liftResult } from './lift-version-1.ts';
import type { Finding } from '../record.ts';

const DEEPEST = 500;

/** A file that is neither a result nor a finding, and what is wrong with it. */
export class InvalidFindings extends Error {
  override readonly name = 'InvalidFindings';
}

export interface ReadFindings {
  readonly findings: readonly Finding[];
  /** Who was asked; `null`: the file does not say. */
  readonly target: { readonly name: string; readonly endpoint: string } | null;
}

/** Of a result only the findings are read, and who was asked. */
const resultSchema = z.object({
  target: z.object({ name: z.string().max(1000), endpoint: z.string().max(10_000) }),
  rules: z.array(z.object({ findings: z.array(findingSchema).max(1000).exactOptional() })).max(100_000),
});

/** The findings of a result or of a finding file. @throws {InvalidFindings} naming the place. */
export function readFindings(text: string): ReadFindings {
  const given = parsed(text);
  if (!isNestedAtMost(DEEPEST, given)) throw new InvalidFindings(`is nested more than ${DEEPEST} deep`);
  if (typeof given === 'object' && given !== null && 'rules' in given) {
    const { rules, target } = validated(resultSchema, liftResult(given));
    return { target, findings: rules.flatMap(({ findings = [] }) => findings) as unknown as Finding[] };
  }
  if (typeof given === 'object' && given !== null && 'calls' in given) {
    return { target: null, findings: [validated(findingSchema, liftFinding(given)) as unknown as Finding] };
  }
  throw new InvalidFindings('is neither a result file nor a finding');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidFindings(`cannot be read as JSON (${(error as Error).message})`);
  }
}

function validated<Read>(schema: z.ZodType<Read>, given: unknown): Read {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const [issue] = error.issues;
  const place = issue?.path.map(String).join('.');
  throw new InvalidFindings(`is not a finding of ours: ${place || 'it'}: ${issue?.message ?? error.message}`);
}
