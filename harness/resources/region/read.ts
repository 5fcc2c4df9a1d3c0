import { type JsonObject, own } from '../../../spec/json.ts';
import { readList, readRegions } from './catalogue.ts';
import { precondition, ordinarily, returning, type EffectCheck, type RuleSubject } from '../../subject.ts';
import { expectUnchangedFor } from '../expect-unchanged.ts';
import { textMember } from '../../contract-lookup.ts';

const STATUS = 'GetRegionOptStatus';

/** Reading regions: the status agrees with the list, a list agrees with its filter and its page size. */
export const regionReadCheck: EffectCheck = {
  accept: (subject, operation, input, { send } = {}) => readAndCompare(subject, operation, input, send),

  async refuse(subject, operation, { control, attempt }) {
    await precondition(() => readAndCompare(subject, operation, control));
    await expectUnchangedFor(subject, [{ operation, input: control }], attempt);
  },
};

async function readAndCompare(
  subject: RuleSubject,
  operation: string,
  input: JsonObject,
  send = ordinarily(subject, operation, input),
): Promise<void> {
  const { caller, account } = subject;
  const statuses = await (operation === STATUS ? readRegions : readList)(caller, account);
  if (operation === STATUS) {
    const name = textMember(input, 'RegionName');
    await send(returning({ RegionName: name, RegionOptStatus: own(statuses, name) ?? '' }));
    return;
  }
  const { MaxResults: limit, RegionOptStatusContains: filter } = input;
  const wanted = Array.isArray(filter) && filter.length > 0 ? (filter as readonly string[]) : null;
  const matching = Object.entries(statuses).filter(
    ([, status]) => wanted === null || wanted.includes(status),
  );
  await send({
    kind: 'regions',
    statuses: Object.fromEntries(matching),
    limit: typeof limit === 'number' ? limit : null,
  });
}
