import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { jsonAnomalies } from '../../generators/json/json-anomalies.ts';
import type { JsonAnomaly } from '../../generators/json/json-anomaly.ts';
import { JSON_FORMS, type JsonForm } from '../../generators/json/json-forms.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { RuleContext } from '../../harness/context.ts';
import { answerForm } from '../../harness/answers/describe.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { unlessWaitingIsLong } from '../../harness/properties.ts';
import { partialWriteRead } from '../../harness/resources/partial-write.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { precondition } from '../../harness/subject.ts';
import { deriveSeed } from '../../harness/seed.ts';
import { protocol } from '../../harness/source.ts';
import { withEffectCheck } from '../../harness/usual-subject.ts';
import { ordinaryRequest, quickOperations, wireSubject } from './subject.ts';

/** Part of the run's values: there are many anomalies, and each is simple. */
const PART = 5;

const REFUSED: AnswerExpectation = { kind: 'refused', answers: null };

/** The rule of one anomaly of a body for one operation. */
function jsonAnomalyRule(anomaly: JsonAnomaly, operation: Operation): Rule {
  const { statement, level } = statementOf(anomaly);
  return rule({
    id: `wire/json/${anomaly.id}/${operation.name}`,
    level,
    since: '0.1.0',
    statement: `${operation.name}: ${anomaly.title.charAt(0).toLowerCase()}${anomaly.title.slice(1)}: ${statement}`,
    source: `${protocol('restJson1, malformed requests')}; project: rulings.yaml`,
    ...withEffectCheck(operation),
    check: (context) => check(context, anomaly, operation),
  });
}

function statementOf({ refused }: JsonAnomaly): Pick<Rule, 'statement' | 'level'> {
  if (refused === 'must') return { statement: 'the request is refused and changes nothing.', level: 'must' };
  if (refused === 'contested')
    return {
      statement: 'the request may be refused or accepted, which is only observed.',
      level: 'contested',
    };
  return { statement: 'the request causes no server error, no hang and no partial write.', level: 'must' };
}

async function check(context: RuleContext, anomaly: JsonAnomaly, operation: Operation): Promise<void> {
  const { subject, inputs } = await wireSubject(context, operation);
  const effectCheck = effectCheckOf(operation);
  // A counterexample shrinks in the input; which bytes an anomaly makes of it follows from a seed of its own.
  const drawn = fc.record({ input: inputs, anomaly: fc.integer() });
  const seen = new Set<string>();
  await context.forAny(
    drawn,
    async ({ input, anomaly: seed }) => {
      const usual = ordinaryRequest(subject, operation, input);
      const requests = differentBodies(anomaly, input, seed).map((body) => ({
        ...usual,
        body,
        provokes: ['body', 'size'] as const,
      }));
      if (anomaly.refused === 'must') {
        const attempt = async () => {
          for (const request of requests) await subject.caller.expectWire(request, REFUSED);
        };
        await effectCheck?.refuse(subject, operation.name, { control: input, attempt });
        return;
      }
      const expected: AnswerExpectation = {
        kind: anomaly.refused === 'contested' ? 'anything' : 'no-server-error',
      };
      for (const request of unlessWaitingIsLong(context.session, requests, 'forms')) {
        await partialWriteRead(subject, operation, input, async () => {
          const answer = await subject.caller.expectWire(request, expected);
          seen.add(
            answer.status === operation.successStatus ? 'accepted' : `refused (${answerForm(answer)})`,
          );
          return answer.status === operation.successStatus;
        });
      }
    },
    { runs: Math.ceil(context.session.environment.runs / PART) },
  );
  if (seen.size > 0) context.observe([...seen].toSorted().join('; '));
}

/** An anomaly has more forms than a rule draws values: each value is sent in several of them. */
const FORMS = 4;

const DRAWS = 16;

/** Drawn one by one: the bodies can be large. */
function differentBodies(anomaly: JsonAnomaly, input: JsonObject, seed: number): Uint8Array[] {
  const bodies = new Map<string, Uint8Array>();
  const arbitrary = anomaly.apply(input);
  for (let draw = 0; draw < DRAWS && bodies.size < FORMS; draw += 1) {
    const [body] = fc.sample(arbitrary, { seed: deriveSeed(seed, draw), numRuns: 1 });
    if (body) bodies.set(createHash('sha256').update(body).digest('base64'), body);
  }
  return [...bodies.values()];
}

/** The rule of every other way to write the body of one operation. */
function jsonFormsRule(operation: Operation): Rule {
  return rule({
    id: `wire/json-forms/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation.name} is answered as usual however its JSON is written: with escapes, with white space, in another order.`,
    source: protocol('restJson1: the body is JSON (RFC 8259)'),
    ...withEffectCheck(operation),
    check: (context) => checkForms(context, operation),
  });
}

async function checkForms(context: RuleContext, operation: Operation): Promise<void> {
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
    await effectCheck?.accept(subject, operation.name, input, {
      send: (answer) => subject.caller.expectWire(request, answer),
    });
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

/** Every anomaly of bodies for every operation to which it means anything, and every other form of them. */
export function jsonRules(contract: Contract): Rule[] {
  const operations = quickOperations(contract);
  return [
    ...jsonAnomalies(contract).flatMap((anomaly) =>
      operations.filter((one) => anomaly.applies(one)).map((one) => jsonAnomalyRule(anomaly, one)),
    ),
    ...operations.map(jsonFormsRule),
  ];
}
