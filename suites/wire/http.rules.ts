import fc from 'fast-check';
import { httpAnomalies } from '../../generators/http/http-anomalies.ts';
import { withHostileForms, type HttpAnomaly } from '../../generators/http/http-anomaly.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { RuleContext } from '../../harness/context.ts';
import { answerForm } from '../../harness/answers/describe.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { partialWriteRead } from '../../harness/resources/partial-write.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { precondition } from '../../harness/subject.ts';
import { protocol } from '../../harness/source.ts';
import { withEffectCheck } from '../../harness/usual-subject.ts';
import { ordinaryRequest, quickOperations, wireSubject } from './subject.ts';

const PART = 8;

const STATEMENTS: Readonly<Record<HttpAnomaly['expectation'], string>> = {
  accepted: 'the request is answered as usual.',
  refused: 'the request is refused and changes nothing.',
  'no-crash': 'the request causes no server error, no hang and no partial write.',
  contested: 'the request may be refused or accepted, which is only observed.',
};

const EXPECTATIONS: Readonly<Record<HttpAnomaly['expectation'], AnswerExpectation>> = {
  accepted: { kind: 'success' },
  refused: { kind: 'refused', answers: null },
  'no-crash': { kind: 'no-server-error' },
  contested: { kind: 'anything' },
};

/** The rule of one anomaly of a request for one operation. */
function httpAnomalyRule(anomaly: HttpAnomaly, operation: Operation): Rule {
  const title = anomaly.title.charAt(0).toLowerCase() + anomaly.title.slice(1);
  return rule({
    id: `wire/http/${anomaly.id.replace(`-${operation.name}`, '')}/${operation.name}`,
    level: anomaly.level,
    since: '0.1.0',
    statement: `${operation.name}: ${title}: ${STATEMENTS[anomaly.expectation]}`,
    source: `${protocol('HTTP and restJson1')}; project: rulings.yaml`,
    ...withEffectCheck(operation),
    // What another operation would change is nobody else's meanwhile.
    ...(anomaly.namesAnother ? { alone: true } : {}),
    check: (context) => check(context, anomaly, operation),
  });
}

async function check(context: RuleContext, anomaly: HttpAnomaly, operation: Operation): Promise<void> {
  const { subject, inputs } = await wireSubject(context, operation);
  const effectCheck = effectCheckOf(operation);
  const expected = EXPECTATIONS[anomaly.expectation];
  const seen = new Set<string>();
  const { hostile = false } = context.target.safety;
  await context.forAny(
    fc.record({ input: inputs, anomaly: fc.integer() }),
    async ({ input, anomaly: seed }) => {
      const usual = ordinaryRequest(subject, operation, input);
      const [request = usual, ...others] = formsOf(anomaly, usual, { seed, hostile });
      if (anomaly.expectation === 'accepted') {
        await precondition(async () => effectCheck?.accept(subject, operation.name, input));
        await effectCheck?.accept(subject, operation.name, input, {
          send: (answer) => subject.caller.expectWire(request, answer),
        });
      } else if (anomaly.expectation === 'refused') {
        const attempt = async () => {
          for (const form of [request, ...others]) await subject.caller.expectWire(form, expected);
        };
        await effectCheck?.refuse(subject, operation.name, { control: input, attempt });
      } else {
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

/** How many different forms of a refused anomaly stand beside one control, and of how many that are drawn. */
const FORMS = 3;

const DRAWN = 12;

/** Different requests that have the anomaly; what is wrong with one form is not seen in another. */
function formsOf(
  anomaly: HttpAnomaly,
  usual: WireRequest,
  { seed, hostile }: { readonly seed: number; readonly hostile: boolean },
): WireRequest[] {
  const { expectation, provokes, incomplete = false, unframed } = anomaly;
  const numRuns = expectation === 'refused' ? DRAWN : 1;
  const forms = new Map<string, WireRequest>();
  const drawn = hostile ? withHostileForms(anomaly, usual) : anomaly.apply(usual);
  for (const changed of fc.sample(drawn, { seed, numRuns })) {
    const framed = changed.headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
    // What is signed is the content, not its framing.
    const signing = {
      ...(framed ? { signedBody: usual.body } : {}),
      ...(unframed ? { afterSigning: { 'content-length': null } } : {}),
    };
    const { method, target, headers, body } = changed;
    const key = JSON.stringify([method, target, headers, Buffer.from(body).toString('latin1')]);
    if (!forms.has(key)) forms.set(key, { ...usual, ...changed, provokes, incomplete, signing });
  }
  return [...forms.values()].slice(0, FORMS);
}

/** Every anomaly of requests for every operation to which it means anything. */
export function httpRules(contract: Contract): Rule[] {
  const operations = quickOperations(contract);
  return httpAnomalies(contract).flatMap((anomaly) =>
    operations.filter((one) => anomaly.applies(one)).map((one) => httpAnomalyRule(anomaly, one)),
  );
}
