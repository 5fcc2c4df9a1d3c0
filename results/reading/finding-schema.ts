import { z } from 'zod';
import { PROVOCATIONS } from '../../spec/contract.ts';
import { DEVIATION_KINDS } from '../../spec/load-deviations.ts';
import type { AnswerExpectation, JsonValue } from '../record.ts';

/**
 * A finding as it is read back, which is whatever somebody was sent: everything is bounded, and what is not known is
 * refused.
 */

const MOST_CALLS = 5_000;
const MOST_HEADERS = 5_000;
const LONGEST_TEXT = 4 * 1024 * 1024;
const LONGEST_BODY = 64 * 1024 * 1024;
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;
const MOST_SECONDS = 100 * 365 * 24 * 60 * 60;

const text = z.string().max(LONGEST_TEXT);
const word = z.string().max(1000);
const texts = z.array(word).max(1000);
const count = z.int().min(0);
const header = z.tuple([text, text]);
const headers = z.array(header).max(MOST_HEADERS);
/** Its depth is bounded for the whole file, before. */
const json = z.custom<JsonValue>((value) => value !== undefined, { error: 'expected a value' });
const base64 = z
  .string()
  .max(LONGEST_BODY)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'expected base64');
const provokes = z.array(z.enum(PROVOCATIONS)).max(PROVOCATIONS.length).exactOptional();

/** Bytes as JSON.stringify leaves them. */
const bytes = z
  .union([
    z.strictObject({ type: z.literal('Buffer'), data: z.array(z.int().min(0).max(255)).max(LONGEST_BODY) }),
    z.record(z.string().regex(/^\d+$/), z.int().min(0).max(255)),
  ])
  .transform((given) =>
    Buffer.from(Array.isArray(given['data']) ? given['data'] : (Object.values(given) as number[])),
  );

/** Of its service and region only rules about signatures may say another than the contract's. */
const signing = z.strictObject({
  clockSkew: z.number().min(-MOST_SECONDS).max(MOST_SECONDS).exactOptional(),
  service: word.exactOptional(),
  region: word.exactOptional(),
  accessKeyId: text.exactOptional(),
  secretAccessKey: text.exactOptional(),
  sessionToken: text.nullable().exactOptional(),
  tokenEdit: word.exactOptional(),
  query: z.boolean().exactOptional(),
  everyHeader: z.boolean().exactOptional(),
  signedBody: bytes.exactOptional(),
  signedTarget: text.exactOptional(),
  afterSigning: z.record(text, text.nullable()).exactOptional(),
});

const request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('operation'), operation: word, input: json, provokes }),
  z.strictObject({
    kind: z.literal('wire'),
    operation: word.nullable(),
    method: text,
    target: text,
    headers,
    body: base64,
    provokes,
    signing: signing.nullable(),
    transport: z.enum(['pooled', 'raw']),
  }),
]);

const level = z.enum(['must', 'should']);
const kind = <const Kind extends string>(name: Kind) => z.literal(name);

const expectation: z.ZodType<AnswerExpectation> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: kind('success'),
      output: json.exactOptional(),
      outputMatch: z.enum(['equal', 'contains']).exactOptional(),
      absent: z.array(word).max(1000).exactOptional(),
    }),
    z.strictObject({
      kind: kind('refused'),
      answers: z
        .array(z.strictObject({ error: word.nullable(), statuses: z.array(count).max(1000).nullable() }))
        .max(1000)
        .nullable(),
      reason: text.exactOptional(),
    }),
    z.strictObject({ kind: kind('status'), statuses: z.array(count).max(1000) }),
    z.strictObject({ kind: kind('no-server-error') }),
    z.strictObject({ kind: kind('invariant'), rule: word }),
    z.strictObject({ kind: kind('same-answer'), as: z.int().min(-1), whole: z.boolean().exactOptional() }),
    z.strictObject({
      kind: kind('regions'),
      statuses: z.record(word, word),
      limit: z.number().nullable(),
      last: z.boolean().exactOptional(),
      part: z.boolean().exactOptional(),
      changing: texts.exactOptional(),
    }),
    z.strictObject({ kind: kind('unmixed'), old: json, now: json }),
    z.strictObject({ kind: kind('model'), level }),
    z.strictObject({ kind: kind('linearizable'), level }),
    z.strictObject({ kind: kind('any-of'), of: z.array(expectation).max(1000) }),
    z.strictObject({ kind: kind('anything') }),
  ]),
);

const tolerance = z.strictObject({
  kind: z.enum(DEVIATION_KINDS),
  operation: word,
  member: word.nullable(),
  form: word.nullable(),
});

const call = z.strictObject({
  identity: word.nullable(),
  request,
  expected: expectation,
  withinMs: z.number().min(0).max(LONGEST_WAIT_MS).exactOptional(),
  group: z.int().exactOptional(),
  tolerated: z.array(tolerance).max(100).exactOptional(),
  actual: text,
});

const body = z.strictObject({
  text: z.string().max(LONGEST_BODY),
  encoding: z.enum(['utf8', 'base64']),
  bytes: count,
  truncated: z.boolean(),
});
const exchange = z.strictObject({
  operation: word.nullable(),
  identity: word.nullable(),
  request: z.strictObject({ method: text, target: text, headers, body }),
  response: z.strictObject({ status: z.int(), headers, body }).nullable(),
  fault: z.strictObject({ kind: word, message: text }).nullable(),
  durationMs: z.number(),
});

/** Of a run, or of the fuzzer. */
export const findingSchema = z
  .strictObject({
    rule: word,
    level: z.enum(['must', 'should', 'contested']),
    statement: text,
    source: text,
    operation: word.nullable(),
    id: text,
    answer: word,
    message: text,
    expected: text,
    actual: text,
    counterexample: json.nullable(),
    variant: text.nullable(),
    calls: z.array(call).max(MOST_CALLS),
    exchanges: z.array(exchange).max(MOST_CALLS),
    count,
    flaky: z.literal(true).exactOptional(),
    hostile: z.literal(true).exactOptional(),
    seed: z.int(),
    path: text.nullable(),
    shrinks: count,
    shrinkNote: text.nullable(),
    reproduce: z.strictObject({ command: text, curl: text.nullable() }),
    reproduced: z.strictObject({ times: count, of: count }).exactOptional(),
  })
  .superRefine(({ rule, calls }, context) => {
    if (rule.startsWith('signing/')) return;
    for (const [at, { request: sent }] of calls.entries()) {
      if (sent.kind !== 'wire' || !sent.signing) continue;
      const scope = (['service', 'region'] as const).find((part) => sent.signing?.[part] !== undefined);
      if (scope === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: ['calls', at, 'request', 'signing', scope],
        message: 'only rules of the suite signing sign for another service or region',
      });
    }
  });

/** Whether arrays and objects are nested at most so deep. Does not recurse: the value may be an enemy's. */
export function isNestedAtMost(most: number, value: unknown): boolean {
  let values: unknown[] = [value];
  for (let depth = 0; values.length > 0; depth += 1) {
    values = values.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (depth > most) return false;
  }
  return true;
}
