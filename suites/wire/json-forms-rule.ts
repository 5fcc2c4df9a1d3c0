import fc from 'fast-check';
import { JSON_FORMS, type JsonForm } from '../../generators/json/json-forms.ts';
import type { Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { rule, type Rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { precondition } from '../../harness/subject.ts';
import { protocol } from '../../harness/source.ts';
import { withEffectCheck } from '../validation/stage-for.ts';
import { ordinaryRequest, wireSubject } from './wire-stage.ts';

/** The rule of every other way to write the body of one operation. */
export function jsonFormsRule(operation: Operation): Rule {
  return rule({
    id: `wire/json-forms/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation.name} is answered as usual however its JSON is written: with escapes, with white space, in another order.`,
    source: protocol('restJson1: the body is JSON (RFC 8259)'),
    ...withEffectCheck(operation),
    check: (context) => check(context, operation),
  });
}

async function check(context: RuleContext, operation: Operation): Promise<void> {
  const { subject, inputs } = await wireSubject(context, operation);
  const effectCheck = effectCheckOf(operation);
  const several = fc.array(inputs, { minLength: SEVERAL, maxLength: SEVERAL });
  const variants = JSON_FORMS.map(({ label, write }) => ({
    label,
    arbitrary: several.map((drawn) => mostChanged(drawn, write)),
  }));
  await context.forEach(variants, async ({ input, text }) => {
    await precondition(async () => effectCheck?.accept(subject, operation.name, input));
    const request = { ...ordinaryRequest(subject, operation, input), body: new TextEncoder().encode(text) };
    await effectCheck?.accept(subject, operation.name, input, (answer) =>
      subject.caller.expectWire(request, answer),
    );
  });
}

/** An input may hold little of what a form writes otherwise: of several, the one of which it writes most so. */
const SEVERAL = 8;

function mostChanged(
  inputs: readonly JsonObject[],
  write: JsonForm['write'],
): { input: JsonObject; text: string } {
  const written = inputs.map((input) => {
    const text = write(input);
    return { input, text, more: text.length - JSON.stringify(input).length };
  });
  const [most] = written.toSorted((one, other) => other.more - one.more);
  return { input: most?.input ?? {}, text: most?.text ?? '{}' };
}
