import type { InputOptions } from '../generators/values/input.ts';
import type { Operation, StructureShape } from '../spec/contract.ts';
import type { RuleContext } from './context.ts';
import type { JsonObject } from '../spec/json.ts';
import { loadPlausible } from '../spec/load-plausible.ts';
import { isObject } from '../generators/values/input-faults.ts';
import type { ValueOptions } from '../generators/values/values.ts';

/**
 * What is not in question, from an input that was seen accepted.
 * @param question the path of the member in question; `null`: it is the request as such.
 */
export function acceptedBefore(
  { session, target: { values } }: RuleContext,
  { name, input, changes }: Operation,
  question: readonly string[] | null,
): Pick<InputOptions, 'fixed'> {
  const accepted = session.environment.survey.acceptedInput(name);
  // To what an address was changed already it cannot be changed again.
  if (!accepted || changes === 'primary-email') return {};
  return { fixed: fromAccepted(input, accepted, question, { values }) };
}

/**
 * What of an input that was seen accepted is sent again, so that only what is in question is drawn. Regions, accounts,
 * numbers and what the contract enumerates are drawn in any case.
 * @param question the path of the member in question. `null`: the request as such; then only members that services
 * check beyond the contract are taken over: addresses, numbers, places and what has a pattern.
 */
function fromAccepted(
  shape: StructureShape,
  accepted: JsonObject,
  question: readonly string[] | null,
  options: ValueOptions,
): JsonObject {
  const [asked, ...rest] = question ?? [];
  const drawn = asked === undefined ? new Set<string>() : fitting(shape, asked, options);
  const taken = Object.entries(shape.members).flatMap(
    ([name, { shape: member }]): [string, JsonObject[string]][] => {
      const value = accepted[name];
      if (member.kind === 'structure' && isObject(value))
        return [[name, fromAccepted(member, value, question && (name === asked ? rest : []), options)]];
      const isFree = member.kind === 'string' && member.format === null && !member.enum;
      if (value === undefined || !isFree || drawn.has(name)) return [];
      return question || member.pattern !== null || isChecked(name, member.name) ? [[name, value]] : [];
    },
  );
  return Object.fromEntries(taken);
}

function isChecked(name: string, shape: string): boolean {
  return loadPlausible().forms[shape] !== undefined || placeMembers().has(name);
}

/** A member, and those that have to fit it. */
function fitting({ members }: StructureShape, asked: string, { values }: ValueOptions): Set<string> {
  const trigger = members[asked]?.requiredWhen?.member;
  const triggered = Object.keys(members).filter((name) => members[name]?.requiredWhen?.member === asked);
  const group = new Set([asked, ...(trigger === undefined ? [] : [trigger]), ...triggered]);
  const { forms } = loadPlausible();
  const inPlace = Object.keys(members).filter(
    (name) => placeMembers().has(name) || forms[members[name]?.shape.name ?? ''] === 'phone',
  );
  return values === 'plausible' && inPlace.includes(asked) ? group.union(new Set(inPlace)) : group;
}

/** Of places that are plausible: their members fit each other. */
function placeMembers(): ReadonlySet<string> {
  return new Set(loadPlausible().places.flatMap(({ members }) => Object.keys(members)));
}
