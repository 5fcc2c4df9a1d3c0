import { z } from 'zod';
import { Variable } from './config-variable.ts';
import { LONGEST_MS } from './read-text-file.ts';
import { nearest } from './config-error.ts';

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** A single value, that may also come from a variable. */
export function value<Output, Input>(schema: z.ZodType<Output, Input>) {
  return z.preprocess((given) => {
    if (!(given instanceof Variable)) return given;
    return given.candidates().find((candidate) => schema.safeParse(candidate).success) ?? given.text;
  }, schema);
}

/** What keys were called once, and are called now. */
const RENAMED: ReadonlyMap<string, string> = new Map([['expectations', 'knownFailures']]);

/** Exactly these keys; an unknown one is told with its new name where it was renamed, else with the nearest of them. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'invalid_type') return 'expected a section with keys of its own';
      if (issue.code !== 'unrecognized_keys') return undefined;
      const [key = ''] = issue.keys;
      const now = RENAMED.get(key);
      if (now !== undefined && Object.hasOwn(shape, now)) return `${key} is called ${now} now`;
      const near = nearest(key, Object.keys(shape));
      const known =
        near === null ? `known ones: ${Object.keys(shape).join(', ')}` : `the nearest known one is "${near}"`;
      return `unknown key; ${known}`;
    },
  });
}

export const text = value(
  z.string({ error: 'expected text (numbers in quotes)' }).min(1, 'expected text, not nothing'),
);
export const flag = value(z.boolean({ error: 'expected true or false' }));
export const texts = z.union([text.transform((one) => [one]), z.array(text)], {
  error: 'expected a list of texts',
});

/** A whole number of at least `least` and at most `most`. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const isOpen = most === Number.MAX_SAFE_INTEGER;
  const bounds = isOpen ? `, ${least} or more` : ` from ${least} to ${most}`;
  const error = `expected a whole number${least > Number.MIN_SAFE_INTEGER ? bounds : ''}`;
  return value(z.int({ error }).min(least, { error }).max(most, { error }));
}

/** One of these words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return value(z.enum(words, { error: `expected one of ${words.join(', ')}` }));
}

/** In milliseconds. */
export const duration = value(
  z
    .string({ error: 'expected a duration such as 500ms, 10s or 30m' })
    .regex(DURATION, 'expected a duration such as 500ms, 10s or 30m')
    .transform((given) => {
      const [, amount = '', unit = ''] = DURATION.exec(given) ?? [];
      return Number(amount) * UNITS[unit as keyof typeof UNITS];
    })
    .refine((ms) => ms <= LONGEST_MS, `expected a duration of at most ${LONGEST_MS}ms, some 24 days`),
);

export const ENDPOINT_EXPECTATION =
  'expected an http or https URL without user, password, query and fragment';

/** Whether it can be an endpoint. What it holds is shown in reports, so a password must not be in it. */
export function isEndpoint(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && [url.username, url.password, url.search, url.hash].join('') === '';
}

export const httpUrl = value(
  z
    .string({ error: ENDPOINT_EXPECTATION })
    .refine((given) => URL.canParse(given) && isEndpoint(new URL(given)), ENDPOINT_EXPECTATION)
    .transform((given) => new URL(given)),
);
