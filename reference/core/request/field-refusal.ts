import type { FieldFault } from './check-input.ts';
import { Refusal } from '../refusal.ts';
import type { ServiceParts } from '../service-parts.ts';

/** Why a validation error with a field list is given; the contract's enum of reasons has it under this name. */
const FIELD_REASON = 'fieldValidationFailed';

/** The refusal of an input with broken fields, named as the first one's shape says. */
export function fieldRefusal(faults: readonly FieldFault[], parts: ServiceParts): Refusal {
  const fieldList = faults.map(({ path, message }) => ({ name: path, message }));
  const message = fieldList.map((field) => `${field.name} ${field.message}.`).join(' ');
  const name = faults[0]?.refusedAs[0] ?? parts.errorNames.invalid;
  return new Refusal(name, message, { reason: FIELD_REASON, fieldList });
}
