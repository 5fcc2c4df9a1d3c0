import type { JsonObject } from '../../spec/json.ts';
import { ERRORS, refusedAnyhow, refusedAs, refusedWithReason, type Refusal } from './refusal.ts';
import { emptySuccess, type AllowedAnswer, type OutputJudgement, type SuccessForm } from './form.ts';
import { textOf } from '../input/json-object.ts';
import { mergeStates } from '../state/merge-states.ts';
import { existence, statusesNow, withSeen } from '../state/region-knowledge.ts';
import type { Possible, Request } from '../setting.ts';
import { withRegion, type State } from '../state/state.ts';
import { judgeText } from '../input/text-verdict.ts';
import type { Verdict } from './clause.ts';

const NAME = 'RegionName';
const STATUS = 'RegionOptStatus';

/** Reading and changing the status of one region. */
export function region(request: Request): Possible {
  const { state, accountId, operation, options, input } = request;
  const sent = textOf(input, NAME);
  const shape = operation.input.members[NAME]?.shape;
  if (sent === undefined || shape?.kind !== 'string' || judgeText(shape, sent).acceptance === 'must-refuse') {
    return { verdicts: [], forms: [], effect: () => state, forget: (from) => from };
  }
  const name = existence(options, state, sent) === 'no' ? sent.trim().toLowerCase() : sent;
  const verdict = nameVerdict(request, sent, name);
  const forget = (from: State, id: string): State => withRegion(from, id, name, null);
  if (operation.changes === null) {
    return { verdicts: [verdict], forms: [reading(request, sent, name)], effect: () => state, forget };
  }
  const now = statusesNow(options, state, accountId, name);
  const fixed = now.every((status) => options.lifecycle.fixed.includes(status));
  return {
    verdicts: fixed ? [verdict, fixedVerdict(request)] : [verdict],
    forms: now.flatMap((status) => changing(request, name, status)),
    effect: () => now.map((status) => changed(request, name, status)?.() ?? state).reduce(mergeStates, state),
    forget,
  };
}

function nameVerdict({ contract, options, state }: Request, sent: string, name: string): Verdict {
  const there = existence(options, state, name);
  const { errors } = options.lifecycle.unknownRegion;
  if (there === 'no') {
    const unknown = [...refusedWithReason(contract, errors.slice(0, 1)), refusedAnyhow({ breaks: 'should' })];
    return { acceptance: 'must-refuse', clause: 'region-name', refusals: unknown };
  }
  if (sent !== name) {
    const refusals = [refusedAs([...errors, ERRORS.denied]), refusedAnyhow({ breaks: 'should' })];
    return { acceptance: 'should-refuse', clause: 'region-name-spelling', refusals };
  }
  return there === 'yes'
    ? { acceptance: 'must', clause: 'region-name', refusals: [] }
    : {
        acceptance: 'contested',
        clause: 'region-support',
        refusals: [refusedAs(errors), refusedAnyhow({ breaks: 'should' })],
      };
}

function fixedVerdict(request: Request): Verdict {
  const refusals = request.options.lifecycle.fixed.flatMap((status) => refusalsIn(request, status));
  return { acceptance: 'must-refuse', clause: 'default-region', refusals };
}

function reading(request: Request, sent: string, name: string): SuccessForm {
  const { options, state, accountId } = request;
  const now = statusesNow(options, state, accountId, name);
  return {
    outcome: 'success',
    breaks: null,
    clause: 'region-status',
    describe: () => `success with ${STATUS} ${now.join(' or ')}`,
    judge: (output) => judgeReading(request, [sent, name], now, output),
  };
}

function judgeReading(
  { state, accountId }: Request,
  names: readonly [sent: string, name: string],
  now: readonly string[],
  output: JsonObject | null,
): OutputJudgement {
  const shown = output ? textOf(output, NAME) : undefined;
  if (shown === undefined || !names.includes(shown)) return { problem: `${NAME} is not ${names[0]}` };
  const status = output ? textOf(output, STATUS) : undefined;
  if (status === undefined || !now.includes(status)) {
    return { problem: `${STATUS} is ${status ?? 'missing'}, not ${now.join(' or ')}` };
  }
  return { state: withSeen(withRegion(state, accountId, names[1], [status]), [names[1]]) };
}

/** The answers to a change of a region that has this status. */
function changing(request: Request, name: string, status: string): AllowedAnswer[] {
  const { state, accountId } = request;
  const after = changed(request, name, status);
  if (after) return emptySuccess('region-change', after);
  const unchanged = withRegion(state, accountId, name, [status]);
  const refused = refusalsIn(request, status).map((refusal): AllowedAnswer => ({
    outcome: 'refusal',
    breaks: refusal.breaks,
    clause: 'region-refusal',
    refusal,
    state: unchanged,
  }));
  const level = entry(request, status)?.level ?? 'must';
  if (level === 'must') return refused;
  return [
    ...refused,
    ...emptySuccess('region-refusal', () => unchanged, level === 'should' ? 'should' : null),
  ];
}

/** The state after an accepted change; `null` where the status does not allow it. */
function changed(
  { options, state, accountId, operation }: Request,
  name: string,
  status: string,
): (() => State) | null {
  const transition = options.lifecycle.transitions.find(
    ({ request, from }) => request === operation.name && from === status,
  );
  if (!transition) return null;
  return () => withSeen(withRegion(state, accountId, name, [transition.via, transition.to]), [name]);
}

/** The refusals of a change in a status. Where the name is a should, only the usual one is without blame. */
function refusalsIn(request: Request, status: string): Refusal[] {
  const found = entry(request, status);
  if (!found || found.nameLevel === 'contested') return [refusedAnyhow()];
  const { errors, reason, nameLevel } = found;
  if (nameLevel === 'must') return [refusedAs(errors, { reason })];
  return [refusedAs(errors.slice(0, 1), { reason }), refusedAnyhow({ breaks: 'should' })];
}

function entry({ options, operation }: Request, status: string) {
  return options.lifecycle.refusals.find(
    ({ request, from }) => request === operation.name && from === status,
  );
}
