import { Refusal } from '../core/refusal.ts';
import type { SigningSpec } from '../../spec/load-signing.ts';

/** The refusal of a request for what is wrong with its signature, named as spec/signing.yaml says first for the cause. */
export function signingRefusal(signing: SigningSpec, cause: string, message: string): Refusal {
  const entry = signing.refusals.find((one) => one.cause === cause);
  const name = entry?.names[0] ?? cause;
  return new Refusal(name, message, { status: signing.statusesByName[name]?.[0] });
}
