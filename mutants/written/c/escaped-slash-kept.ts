import type { Mutant } from '../../mutant.ts';

export const escapedSlashKept: Mutant = {
  id: 'written/escaped-slash-kept',
  fault: 'A slash that is escaped keeps its backslash.',
  kind: 'written',
  rule: 'wire/json-forms/PutContactInformation',
  compose: (parts) => ({
    ...parts,
    parseBody: (body, errorName) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
      const kept = text.replaceAll('\\/', '\\\\/');
      return parts.parseBody(kept === text ? body : new TextEncoder().encode(kept), errorName);
    },
  }),
};
