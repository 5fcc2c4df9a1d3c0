import type { Mutant } from '../../mutant.ts';
import { START } from './email-operations.ts';

export const brokenOffStartIsPending: Mutant = {
  id: 'written/broken-off-start-is-pending',
  fault:
    'An update is pending as soon as its members are read, also where more follows and the body is refused.',
  kind: 'written',
  rule: 'wire/json/trailing-garbage/StartPrimaryEmailUpdate',
  because: 'ACCEPTED',
  compose: (parts) => {
    let asked = '';
    return {
      ...parts,
      route: (request, all) => {
        const operation = parts.route(request, all);
        asked = operation.name;
        return operation;
      },
      parseBody: (body, errorName) => {
        const text = new TextDecoder().decode(body);
        const [, account] = /"AccountId":"(\d+)"/.exec(text) ?? [];
        const [, email] = /"PrimaryEmail":"([^"\\]+)"/.exec(text) ?? [];
        if (asked === START && account !== undefined && email !== undefined)
          parts.store.putEmailUpdate(account, email);
        return parts.parseBody(body, errorName);
      },
    };
  },
};
