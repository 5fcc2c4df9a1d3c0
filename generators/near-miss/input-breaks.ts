import * as fc from 'fast-check';
import type { Contract, Shape } from '../../spec/contract.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Obligation } from '../../spec/obligations.ts';
import { ELEMENT, memberAt, shapeAt, valueAt, withValueAt } from './breaks-exactly.ts';
import { integerBreaks, typeBreaks } from './type-breaks.ts';
import { operationOf, type InputOptions } from '../values/input.ts';
import { judgeText } from '../values/judge-text.ts';
import { textBreaks } from './text-breaks.ts';
import type { Change, ValueBreak, Variant } from '../values/variant.ts';

/** One way to break an input: what the valid one must hold, and the change. */
export interface InputBreak extends Variant<(control: JsonObject) => JsonObject> {
  readonly needs: Pick<InputOptions, 'fixed' | 'present' | 'shortestList'>;
}

const LIST_WITH_A_MIDDLE = 3;
const enumWords = new WeakMap<Contract, readonly string[]>();

/** Every way to break what a refusing obligation names; some may not break it on every input. */
export function inputBreaks(
  contract: Contract,
  obligation: Obligation,
  options: InputOptions,
): readonly InputBreak[] {
  if (obligation.side !== 'refuses') return [];
  const { input } = operationOf(contract, obligation.operation);
  const { path, constraint } = obligation;
  if (constraint === 'required-when') return requiredWhen(input, path, options);
  const breaks = valueBreaks(contract, shapeAt(input, path), obligation, options);
  const present = [namesOf(path), ...(options.present ?? [])];
  if (!path.includes(ELEMENT)) {
    return breaks.map(({ label, arbitrary }) => ({
      label,
      needs: { present },
      arbitrary: arbitrary.map((change) => (control: JsonObject) => changed(control, path, change)),
    }));
  }
  return breaks.flatMap(({ label, arbitrary }) =>
    Object.entries(POSITIONS).map(([position, positionIn]) => ({
      label: `${label}, ${position} of the list`,
      needs: { present, shortestList: LIST_WITH_A_MIDDLE },
      arbitrary: arbitrary.map((change) => (control: JsonObject) => {
        const list = valueAt(control, namesOf(path));
        const at = positionIn(Array.isArray(list) ? list.length : 0);
        return changed(
          control,
          path.map((step) => (step === ELEMENT ? at : step)),
          change,
        );
      }),
    })),
  );
}

const POSITIONS: Readonly<Record<string, (length: number) => number>> = {
  first: () => 0,
  middle: (length) => Math.floor(length / 2),
  last: (length) => length - 1,
};

function valueBreaks(
  contract: Contract,
  shape: Shape,
  { path, constraint }: Obligation,
  options: InputOptions,
): readonly ValueBreak[] {
  switch (constraint) {
    case 'required':
      return [{ label: 'absent', arbitrary: fc.constant((): undefined => undefined) }];
    case 'null':
      return [{ label: 'null', arbitrary: fc.constant(() => null) }];
    case 'type':
    case 'type-error':
      return typeBreaks(shape, path.at(-1) === ELEMENT);
    default:
      if (shape.kind === 'integer') return integerBreaks(shape, constraint);
      return shape.kind === 'string' ? textBreaks(shape, constraint, wordsOf(contract), options) : [];
  }
}

/** Values whose own acceptance is open are left out: what an account cannot change from or to is never sent. */
function requiredWhen(
  input: Parameters<typeof memberAt>[0],
  path: readonly string[],
  { fixed = {} }: InputOptions,
): readonly InputBreak[] {
  const { owner, member } = memberAt(input, path);
  const { requiredWhen: condition } = member;
  const other = condition && owner.members[condition.member]?.shape;
  const oneOf = (condition?.oneOf ?? []).filter(
    (value) => other?.kind === 'string' && judgeText(other, value) === 'must',
  );
  return oneOf.map((value) => ({
    label: `absent for ${condition?.member} ${value}`,
    needs: {
      fixed: withValueAt(fixed, [...path.slice(0, -1), condition?.member ?? ''], value),
      present: [path],
    },
    arbitrary: fc.constant((control: JsonObject) => withValueAt(control, path, undefined)),
  }));
}

function changed(control: JsonObject, path: readonly (string | number)[], change: Change): JsonObject {
  return withValueAt(control, path, change(valueAt(control, path)));
}

function namesOf(path: readonly string[]): readonly string[] {
  return path.filter((step) => step !== ELEMENT);
}

function wordsOf(contract: Contract): readonly string[] {
  const known = enumWords.get(contract);
  if (known) return known;
  const words = new Set<string>();
  const collect = (shape: Shape): void => {
    if (shape.kind === 'string') for (const word of shape.enum ?? []) words.add(word);
    if (shape.kind === 'list') collect(shape.member);
    if (shape.kind === 'structure')
      for (const { shape: inner } of Object.values(shape.members)) collect(inner);
  };
  for (const { input, output } of Object.values(contract.operations)) {
    collect(input);
    if (output) collect(output);
  }
  enumWords.set(contract, [...words]);
  return [...words];
}
