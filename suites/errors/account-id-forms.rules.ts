import { validInput } from '../../generators/values/input.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { bringTo, transitionOf } from '../../harness/resources/region/change.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { guide } from '../../harness/source.ts';
import { named } from '../steps/accounts.ts';
import { LIST } from '../../harness/resources/region/list.ts';
import { managed } from '../steps/organizations.ts';
import { REGION_OPERATIONS, STATUS, changeableRegion } from '../../harness/resources/region/changeable.ts';

/** Other ways in which people and services write the id of an account. */
function otherForms(id: string): string[] {
  return [
    `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`,
    `arn:aws:iam::${id}:root`,
    `arn:aws:account::${id}:account`,
    ` ${id}`,
    `${id} `,
    `${id}\n`,
    `\n${id}`,
    `"${id}"`,
    `+${id}`,
    `0${id}`,
    `${id}.0`,
    `${id},${id}`,
    Array.from(id, (digit) => String.fromCodePoint(0x0660 + Number(digit))).join(''),
    Array.from(id, (digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
    `0x${Number(id).toString(16).padStart(10, '0')}`,
    'self',
    '*',
    '',
  ];
}

/** An id of a member in another form is not an id. */
export function accountIdFormsRules({ operations }: Contract): Rule[] {
  return Object.values(operations)
    .filter(({ input, editions }) => 'AccountId' in input.members && editions.includes('guide-2024'))
    .map((operation) =>
      rule({
        id: `errors/account-id-forms/${operation.name}`,
        level: 'must',
        since: '0.1.0',
        statement: `${operation.name} refuses a member's account id as invalid when it is not written as twelve digits.`,
        source: guide(`${operation.name} › Request Body › AccountId`),
        operations: [
          ...new Set([
            operation.name,
            ...(operation.changes === 'region' ? REGION_OPERATIONS : [LIST, STATUS]),
          ]),
        ],
        needs: ['management'],
        check: (context) => refusesForms(context, operation),
      }),
    );
}

async function refusesForms(context: RuleContext, operation: Operation): Promise<void> {
  const { contract, target } = context;
  const { management, memberId } = managed(context);
  const subject = { context, ...named(management, memberId) };
  const region = await changeableRegion(subject);
  if (operation.changes === 'region')
    await precondition(() => bringTo(subject, region, transitionOf(operation.name).from));
  const options = { values: target.values, regions: [region] };
  const input = draw(subject, 'input', validInput(contract, operation.name, options));
  for (const AccountId of otherForms(memberId))
    await management
      .expect(operation.name, { ...input, AccountId }, { provokes: ['body'] })
      .toBeRefused('ValidationException');
}
