import fc from 'fast-check';
import { operationOf } from '../../generators/input.ts';
import type { Stage } from '../scenes/stage.ts';
import { draw } from '../scenes/stage.ts';
import { Blocked } from '../thrown.ts';
import { regionsOf } from '../validation/stage-for.ts';

/**
 * One of the regions that may be enabled and disabled here.
 * @throws {Blocked} where there is none.
 */
export async function changeableRegion(stage: Stage): Promise<string> {
  const { regions = [] } = await regionsOf(stage, operationOf(stage.context.contract, 'EnableRegion'));
  if (regions.length === 0) throw new Blocked('no region may be changed: name some in safety.regions');
  return draw(stage, 'region', fc.constantFrom(...regions));
}
