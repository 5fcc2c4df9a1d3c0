import type { Mutant } from '../../mutant.ts';

export const lastAccountRemembered: Mutant = {
  id: 'written/last-account-remembered',
  fault: 'A caller that names no account acts on the one that it named last.',
  kind: 'written',
  rule: 'context/accounts-apart/AlternateContact',
  because: 'GetAlternateContact',
  compose: (parts) => {
    const last = new Map<string, string>();
    return {
      ...parts,
      authorizeContext: (caller, named, operation, all) => {
        const account = parts.authorizeContext(caller, named, operation, all);
        if (named !== null) last.set(caller, account);
        return named === null ? (last.get(caller) ?? account) : account;
      },
    };
  },
};
