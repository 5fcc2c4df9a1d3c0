import { z } from 'zod';

/** Of a result file only what is compared, so that its other members may change. */
const schema = z.object({
  edition: z.string(),
  target: z.object({ name: z.string() }),
  rules: z.array(z.object({ id: z.string(), level: z.string(), outcome: z.string() })).min(1),
});

/**
 * `TARGET EDITION ID LEVEL OUTCOME` of each rule in the text of a result file, in the order of the file.
 * @throws {Error} where the text is not that of a result file, or it holds no rules.
 */
export function outcomeLines(json: string): readonly string[] {
  const { edition, target, rules } = schema.parse(JSON.parse(json));
  return rules.map(({ id, level, outcome }) => `${target.name} ${edition} ${id} ${level} ${outcome}`);
}
