import type { Mutant } from '../../mutant.ts';

export const hugeTextDropsConnection: Mutant = {
  id: 'written/huge-text-drops-connection',
  fault: 'A large body makes the service drop the connection.',
  kind: 'written',
  rule: 'wire/json/huge-string/PutContactInformation',
  also: ['wire/whole-answer'],
  because: 'no whole answer',
  compose: (parts) => {
    let large = false;
    return {
      ...parts,
      parseBody: (body, errorName) => {
        large = body.byteLength > 50_000;
        return parts.parseBody(body, errorName);
      },
      writeError: (refusal, whole) => {
        if (large) throw new Error('out of memory');
        return parts.writeError(refusal, whole);
      },
      writeSuccess: (operation, output, whole) => {
        if (large) throw new Error('out of memory');
        return parts.writeSuccess(operation, output, whole);
      },
    };
  },
};
