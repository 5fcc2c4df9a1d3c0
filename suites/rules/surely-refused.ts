import type { Contract } from '../../spec/contract.ts';
import { obligationsOf, type Obligation } from '../../spec/obligations.ts';

/** What an operation must refuse, as far as that can be seen, in members other than these. */
export function surelyRefused(contract: Contract, name: string, except: readonly string[]): Obligation[] {
  return obligationsOf(contract).filter(
    ({ operation, side, level, unobservable, path }) =>
      operation === name &&
      side === 'refuses' &&
      level === 'must' &&
      unobservable === undefined &&
      !except.includes(path[0] ?? ''),
  );
}
