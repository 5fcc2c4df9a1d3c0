import type { Contract, Shape, StringShape } from '../../spec/contract.ts';

/** The texts of all inputs of a contract whose values can be made up, one per shape, in the contract's order. */
export function inputTexts(contract: Contract): readonly StringShape[] {
  const found = new Map<string, StringShape>();
  const collect = (shape: Shape): void => {
    if (shape.kind === 'string' && shape.format === null) found.set(shape.name, shape);
    if (shape.kind === 'list') collect(shape.member);
    if (shape.kind === 'structure')
      for (const { shape: inner } of Object.values(shape.members)) collect(inner);
  };
  for (const { input } of Object.values(contract.operations)) collect(input);
  return [...found.values()];
}
