import { httpAnomalies } from '../../generators/http/http-anomalies.ts';
import { jsonAnomalies } from '../../generators/json/json-anomalies.ts';
import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import { effectCheckOf } from '../../harness/resources/effect-check-of.ts';
import { httpAnomalyRule } from './http-anomaly-rule.ts';
import { jsonAnomalyRule } from './json-anomaly-rule.ts';
import { jsonFormsRule } from './json-forms-rule.ts';
import { regionChangeWireRule } from './region-change-wire-rule.ts';

/** Every anomaly of bodies and requests for every operation to which it means anything. */
export function wireRules(contract: Contract): Rule[] {
  const operations = Object.values(contract.operations).filter(
    (operation) => effectCheckOf(operation) !== null,
  );
  const changing = operations.filter(({ changes }) => changes === 'region');
  const others = operations.filter(({ changes }) => changes !== 'region');
  return [
    ...jsonAnomalies(contract).flatMap((anomaly) =>
      others.filter((one) => anomaly.applies(one)).map((one) => jsonAnomalyRule(anomaly, one)),
    ),
    ...httpAnomalies(contract).flatMap((anomaly) =>
      others.filter((one) => anomaly.applies(one)).map((one) => httpAnomalyRule(anomaly, one)),
    ),
    ...others.map(jsonFormsRule),
    ...changing.map(regionChangeWireRule),
  ];
}
