import fc from 'fast-check';
import { operationOf } from '../../generators/values/input.ts';
import { draw, type RuleSubject } from '../../harness/subject.ts';
import { Blocked } from '../../harness/errors.ts';
import { regionsOf } from '../validation/stage-for.ts';

/**
 * One of the regions that may be enabled and disabled here.
 * @throws {Blocked} where there is none.
 */
export async function changeableRegion(subject: RuleSubject): Promise<string> {
  const { regions = [] } = await regionsOf(subject, operationOf(subject.context.contract, 'EnableRegion'));
  if (regions.length === 0) throw new Blocked('no region may be changed: name some in safety.regions');
  return draw(subject, 'region', fc.constantFrom(...regions));
}
