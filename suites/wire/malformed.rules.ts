import { httpAnomalies } from '../../generators/http/http-anomalies.ts';
import { jsonAnomalies } from '../../generators/json/json-anomalies.ts';
import type { AnswerExpectation } from '../../results/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { WireRequest } from '../../targets/transport/exchange.ts';
import type { RuleContext } from '../../harness/context.ts';
import type { Variant } from '../../generators/values/variant.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { bringTo, regionChangeCheck, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { expectUnchangedFor } from '../../harness/resources/expect-unchanged.ts';
import { protocol } from '../../harness/source.ts';
import { withEffectCheck } from '../../harness/usual-subject.ts';
import { changingOperations, ordinaryRequest, wireSubject } from './subject.ts';

const REFUSED: AnswerExpectation = { kind: 'refused', answers: null };

/**
 * All malformed requests of one operation that changes regions, in one rule: changing a region takes its time, so that
 * one control has to do for all of them.
 */
function regionChangeWireRule(operation: Operation): Rule {
  return rule({
    id: `wire/malformed/${operation.name}`,
    level: 'must',
    since: '0.1.0',
    statement: `${operation.name}: every malformed body and every wrong path is refused and changes no region.`,
    source: protocol('restJson1, malformed requests'),
    ...withEffectCheck(operation),
    check: (context) => check(context, operation),
  });
}

async function check(context: RuleContext, operation: Operation): Promise<void> {
  const { subject, inputs } = await wireSubject(context, operation);
  const input = draw(subject, 'input', inputs);
  const { from } = transitionOf(operation.name);
  const region = input['RegionName'] ?? null;
  await precondition(async () => {
    await regionChangeCheck.accept(subject, operation.name, input);
    await bringTo(subject, typeof region === 'string' ? region : '', from);
  });
  const usual = ordinaryRequest(subject, operation, input);
  await context.forEach(malformed(context, operation, usual), async (request) => {
    const reads = [{ operation: 'GetRegionOptStatus', input: { RegionName: region } }];
    await expectUnchangedFor(subject, reads, () => subject.caller.expectWire(request, REFUSED));
  });
}

function malformed(context: RuleContext, operation: Operation, usual: WireRequest): Variant<WireRequest>[] {
  const bodies = jsonAnomalies(context.contract)
    .filter((anomaly) => anomaly.refused === 'must' && anomaly.applies(operation))
    .map(({ id, apply }) => ({
      label: id,
      arbitrary: apply(JSON.parse(new TextDecoder().decode(usual.body))).map((body): WireRequest => ({
        ...usual,
        body,
        provokes: ['body', 'size'],
      })),
    }));
  const requests = httpAnomalies(context.contract)
    .filter(
      (anomaly) =>
        anomaly.expectation === 'refused' && anomaly.level === 'must' && anomaly.applies(operation),
    )
    .map(({ id, apply, provokes }) => ({
      label: id,
      arbitrary: apply(usual).map((changed): WireRequest => ({ ...usual, ...changed, provokes })),
    }));
  return [...bodies, ...requests];
}

export function malformedRules(contract: Contract): Rule[] {
  return changingOperations(contract).map(regionChangeWireRule);
}
