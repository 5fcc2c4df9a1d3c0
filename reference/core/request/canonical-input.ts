import type { Shape } from '../../../spec/contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { canonicalText } from './check-value.ts';

/** A valid value with its enum values as the contract writes them. */
export function canonicalValue(shape: Shape, value: Json): Json {
  switch (shape.kind) {
    case 'string':
      return canonicalText(shape, value as string) ?? value;
    case 'integer':
      return value;
    case 'list':
      return (value as readonly Json[]).map((element) => canonicalValue(shape.member, element));
    case 'structure':
      return Object.fromEntries(
        Object.entries(value as JsonObject).map(([name, member]) => {
          const declared = shape.members[name];
          return [name, declared ? canonicalValue(declared.shape, member) : member];
        }),
      );
  }
}
