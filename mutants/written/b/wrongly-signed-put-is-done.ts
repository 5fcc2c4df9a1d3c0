import { Refusal } from '../../../reference/core/refusal.ts';
import type { Mutant } from '../../mutant.ts';
import { wrapHandlers } from './wrap-handlers.ts';

export const wronglySignedPutIsDone: Mutant = {
  id: 'written/wrongly-signed-put-is-done',
  fault: 'A put with a wrong signature is stored before it is refused.',
  kind: 'written',
  rule: 'signing/wrong-signature',
  because: 'another answer',
  options: { verifySignatures: true },
  compose: (parts) => {
    let refusal: Refusal | null = null;
    const late = {
      ...parts,
      authenticate: (...[request, all]: Parameters<typeof parts.authenticate>) => {
        refusal = null;
        try {
          return parts.authenticate(request, all);
        } catch (error) {
          const isPut = parts.route(request, all).name === 'PutAlternateContact';
          if (!(error instanceof Refusal) || !isPut) throw error;
          refusal = error;
          const options = { ...all.options, verifySignatures: false };
          return parts.authenticate(request, { ...all, options });
        }
      },
    };
    return wrapHandlers(late, ['PutAlternateContact'], (inner) => (call, all) => {
      const output = inner(call, all);
      if (refusal) throw refusal;
      return output;
    });
  },
};
