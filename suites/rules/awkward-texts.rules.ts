import { validInput } from '../../generators/input.ts';
import type { Contract, Operation, StringShape } from '../../spec/contract.ts';
import type { Json, JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { rule } from '../rule.ts';
import { asControl, draw } from '../scenes/stage.ts';
import { protocol } from '../source.ts';
import { ownStage } from './region-steps.ts';

/** Texts that decoders, patterns, queries and databases of careless services choke on. */
const AWKWARD = [
  '\ud800',
  'a\udfffz',
  '\u0000',
  'a\u0000z',
  '\ufffe',
  '\u{10ffff}',
  '\u2028',
  '\n',
  '%',
  '%zz',
  '(',
  '[',
  '*',
  '\\',
  '"',
  "'",
  '{',
  '__proto__',
];
const NO_CRASH = { kind: 'no-server-error' } as const;

/** Members that are text, and lists of texts, each with what makes a member of a text. */
function textMembers({ input }: Operation): [name: string, valueOf: (text: string) => Json][] {
  return Object.entries(input.members).flatMap(([name, { shape }]): [string, (text: string) => Json][] => {
    if (shape.kind === 'string') return [[name, (text) => text]];
    return shape.kind === 'list' && isText(shape.member) ? [[name, (text) => [text]]] : [];
  });
}

function isText(shape: { kind: string }): shape is StringShape {
  return shape.kind === 'string';
}

/** One rule per operation, for the members that stand at the top of its input. */
export function awkwardTextRules({ operations }: Contract): Rule[] {
  return Object.values(operations)
    .filter((operation) => operation.editions.includes('guide-2024') && textMembers(operation).length > 0)
    .map((operation) =>
      rule({
        id: `errors/awkward-texts/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} does not fail with a server error whatever text stands in a member: half a surrogate pair, NUL, a bracket, an escape.`,
        source: protocol('restJson1: strings are Unicode text'),
        operations: [operation.name],
        check: (context) => survivesTexts(context, operation),
      }),
    );
}

async function survivesTexts(context: RuleContext, operation: Operation): Promise<void> {
  const { caller, contract, target } = context;
  // The signing region, which is enabled by default: no change of it is accepted.
  const input = draw(
    ownStage(context),
    'input',
    validInput(contract, operation.name, { values: target.values }),
  );
  const send = (sent: JsonObject) =>
    caller.expect(operation.name, sent, { provokes: ['body'] }).toAnswer(NO_CRASH);
  await asControl(async () => {
    await send(input);
  });
  for (const [name, valueOf] of textMembers(operation)) {
    for (const text of AWKWARD) await send({ ...input, [name]: valueOf(text) });
  }
}
