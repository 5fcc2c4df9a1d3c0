import { BLANK_TOKENS, tokenGuesses } from '../../generators/values/token-guesses.ts';
import type { Contract } from '../../spec/contract.ts';
import { loadRegions } from '../../spec/load-regions.ts';
import type { Target } from '../../targets/target.ts';
import { InputForms } from './input-forms.ts';

/** What the calls of all explorers are drawn from; nothing in it changes with what was drawn. */
export interface DrawingSources {
  readonly contract: Contract;
  /** Regions that may be changed. */
  readonly changeable: readonly string[];
  /** Region codes that can be named without changing what must not be. */
  readonly otherRegions: readonly string[];
  /** What page tokens may be made of. */
  readonly tokenGuesses: readonly string[];
  readonly inputs: InputForms;
  /** Whether requests may be drawn that could exhaust a service. */
  readonly hostile: boolean;
}

/** The sources for the accounts and regions of a target. */
export function drawingSources(contract: Contract, target: Target): DrawingSources {
  const { loopback, safety, values, oneTimePassword } = target;
  const { optIn, later, defaults, otherPartitions } = loadRegions();
  const changeable = loopback ? [...optIn, ...later] : safety.regions;
  const names = [...changeable, ...(loopback ? defaults : [])];
  return {
    contract,
    changeable,
    otherRegions: loopback ? [...defaults, ...otherPartitions, 'us-east-9', 'x'] : [],
    tokenGuesses: [...tokenGuesses([...defaults, ...optIn]), ...BLANK_TOKENS],
    hostile: safety.hostile ?? false,
    inputs: new InputForms(contract, {
      values,
      ...(names.length > 0 ? { regions: names } : {}),
      ...(oneTimePassword === undefined ? {} : { oneTimePassword }),
    }),
  };
}

/** How many regions one page of the list may be asked for; 1 where the contract names no bound. */
export function largestPage({ operations }: Contract): number {
  const shape = operations['ListRegions']?.input.members['MaxResults']?.shape;
  return shape?.kind === 'integer' ? (shape.maximum ?? 1) : 1;
}
