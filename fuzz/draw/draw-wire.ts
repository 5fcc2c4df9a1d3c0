import type * as fc from 'fast-check';
import { httpAnomalies, type HttpAnomaly } from '../../generators/http/http-anomalies.ts';
import { withHostileForms } from '../../generators/http/http-anomaly.ts';
import { jsonAnomalies, type JsonAnomaly } from '../../generators/json/json-anomalies.ts';
import type { Contract } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import { operationRequest } from '../../harness/contract-lookup.ts';
import type { Identity } from '../../targets/target.ts';
import { ShuffleBag } from './choose.ts';
import type { DrawingSources } from './drawing-sources.ts';
import type { WireForm } from '../fuzz-call.ts';

export interface DrawnWire {
  readonly wire: WireForm;
  readonly label: string;
}

/**
 * Draws requests that are wrong or unusual as JSON or as HTTP, from the input of an ordinary call. Every anomaly comes
 * once for each operation, in random order, before one comes again.
 */
export class WireDrawer {
  readonly #contract: Contract;
  readonly #hostile: boolean;
  readonly #json = new Map<string, ShuffleBag<JsonAnomaly>>();
  readonly #http = new Map<string, ShuffleBag<HttpAnomaly>>();

  constructor({ contract, hostile }: Pick<DrawingSources, 'contract' | 'hostile'>) {
    this.#contract = contract;
    this.#hostile = hostile;
    const json = jsonAnomalies(contract);
    // To an incomplete request no answer need come: it would be waited for as long as for hundreds of others.
    const http = httpAnomalies(contract).filter(({ incomplete }) => !incomplete);
    for (const operation of Object.values(contract.operations)) {
      this.#json.set(operation.name, new ShuffleBag(json.filter((one) => one.applies(operation))));
      this.#http.set(operation.name, new ShuffleBag(http.filter((one) => one.applies(operation))));
    }
  }

  /** `null`: no anomaly applies to the operation. */
  json(random: fc.Random, identity: Identity, operation: string, input: JsonObject): DrawnWire | null {
    const anomaly = this.#json.get(operation)?.next(random);
    if (!anomaly) return null;
    const body = anomaly.apply(input).generate(random, undefined).value;
    const { method, target, headers } = operationRequest(this.#contract, identity, operation, input);
    const expects = anomaly.refused === 'must' ? 'refused' : 'open';
    const provokes = ['body', 'size'] as const;
    return {
      wire: { method, target, headers, body, transport: 'pooled', provokes, expects },
      label: anomaly.id,
    };
  }

  /** `null`: no anomaly applies to the operation. */
  http(random: fc.Random, identity: Identity, operation: string, input: JsonObject): DrawnWire | null {
    const anomaly = this.#http.get(operation)?.next(random);
    if (!anomaly) return null;
    const usual = operationRequest(this.#contract, identity, operation, input);
    const drawn = this.#hostile ? withHostileForms(anomaly, usual) : anomaly.apply(usual);
    const { method, target, headers, body, transport } = drawn.generate(random, undefined).value;
    // What is signed is the body as it is framed, which a server that verifies signatures cannot know.
    const framed = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
    const provokes = framed ? [...anomaly.provokes, 'signature' as const] : anomaly.provokes;
    return {
      wire: {
        method,
        target,
        headers,
        body,
        transport: transport ?? 'pooled',
        provokes,
        expects: expectationOf(anomaly),
      },
      label: anomaly.id,
    };
  }
}

function expectationOf({ expectation, level }: HttpAnomaly): WireForm['expects'] {
  if (level !== 'must') return 'open';
  if (expectation === 'accepted' || expectation === 'refused') return expectation;
  return 'open';
}
