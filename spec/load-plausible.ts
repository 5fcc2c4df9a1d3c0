import { z } from 'zod';
import { readSpecFile } from './read-spec-file.ts';

const FILE = 'plausible.yaml';
const country = z.string().regex(/^[A-Z]{2}$/, 'expected a country of two capital letters');
const source = z.string().regex(/^protocol: ./, 'expected a source such as "protocol: RFC 2606, section 3"');

/** The form of spec/plausible.yaml. */
export const plausibleSchema = z
  .strictObject({
    domains: z.array(z.strictObject({ name: z.string(), 'x-source': source })).min(1),
    phones: z
      .array(
        z.strictObject({
          country,
          forms: z.array(z.string().regex(/^\+[0-9# ()-]+$/, 'expected an international form')).min(1),
          'x-source': source,
        }),
      )
      .min(1),
    places: z
      .array(
        z.strictObject({
          phoneOf: country,
          onRequest: z.boolean().optional(),
          members: z.record(z.string(), z.string()),
        }),
      )
      .min(1),
    states: z.array(
      z.strictObject({
        country,
        names: z.array(z.strictObject({ code: country, name: z.string().min(1) })).min(1),
        'x-source': source,
      }),
    ),
    forms: z.record(z.string(), z.enum(['mail', 'phone', 'web'])),
    texts: z.record(z.string(), z.array(z.string()).min(1)),
    words: z.array(z.string()).min(1),
  })
  .superRefine((plausible, context) => {
    for (const [at, { phoneOf }] of plausible.places.entries()) {
      if (plausible.phones.some((entry) => entry.country === phoneOf)) continue;
      context.addIssue({
        code: 'custom',
        path: ['places', at, 'phoneOf'],
        message: `expected a country of phones, found ${phoneOf}`,
      });
    }
  });

/** Values that a validating service has to accept: numbers for fiction, matching places, example domains. */
export type Plausible = z.infer<typeof plausibleSchema>;

let loaded: Plausible | undefined;

/**
 * spec/plausible.yaml, read once per process.
 * @throws {SpecError} naming the file, the place and what was expected there.
 */
export function loadPlausible(): Plausible {
  loaded ??= readSpecFile(FILE, plausibleSchema);
  return loaded;
}
