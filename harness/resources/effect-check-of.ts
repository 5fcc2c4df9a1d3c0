import type { Operation } from '../../spec/contract.ts';
import { alternateContactCheck } from './alternate-contact.ts';
import { primaryContactCheck } from './primary-contact.ts';
import { EMAIL_CHANGES, primaryEmailCheck } from './primary-email.ts';
import { regionChangeCheck } from './region/change.ts';
import { regionReadCheck } from './region/read.ts';
import type { EffectCheck } from '../subject.ts';
import type { Rule } from '../rule.ts';
import { LIST } from './region/list.ts';

const STATUS = 'GetRegionOptStatus';

/** The effect check in which an operation is proven; `null`: none yet. */
export function effectCheckOf(operation: Operation): EffectCheck | null {
  switch (operation.changes ?? operation.reads) {
    case 'alternate-contact':
      return alternateContactCheck;
    case 'primary-contact':
      return primaryContactCheck;
    case 'region':
      return operation.changes === 'region' ? regionChangeCheck : regionReadCheck;
    case 'primary-email':
      return primaryEmailCheck;
    case null:
      return null;
  }
}

/** The operations that an effect check calls beside the one that it proves. */
export function effectCheckOperations(operation: Operation): string[] {
  switch (operation.changes ?? operation.reads) {
    case 'alternate-contact':
      return operation.name === 'DeleteAlternateContact' || operation.name === 'PutAlternateContact'
        ? ['GetAlternateContact', 'PutAlternateContact']
        : ['PutAlternateContact'];
    case 'primary-contact':
      return ['GetContactInformation', 'PutContactInformation'];
    case 'region':
      return operation.changes === 'region'
        ? ['GetRegionOptStatus', 'ListRegions', 'EnableRegion', 'DisableRegion']
        : ['ListRegions'];
    case 'primary-email':
      return operation.changes === null ? [] : EMAIL_CHANGES;
    case null:
      return [];
  }
}

/**
 * The operations without which a rule cannot be judged: those of its sentence or, where it does not say which, all but the
 * list of regions where it can ask for each status.
 */
export function neededBy({ operations, judges }: Rule): readonly string[] {
  if (judges) return judges;
  return operations.includes(STATUS) ? operations.filter((name) => name !== LIST) : operations;
}
