import type { Mutant } from '../../mutant.ts';

export const asciiEscapesKept: Mutant = {
  id: 'written/ascii-escapes-kept',
  fault:
    'Escapes of ASCII letters and marks are not decoded, as no serializer of its own language writes them.',
  kind: 'written',
  rule: 'wire/json-forms/PutAlternateContact',
  also: ['wire/json-forms/GetAlternateContact', 'wire/json-forms/DeleteAlternateContact'],
  compose: (parts) => ({
    ...parts,
    parseBody: (body, errorName) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
      const kept = text.replaceAll(/\\u00(?=[2-7])/gi, '\\\\u00');
      return parts.parseBody(kept === text ? body : new TextEncoder().encode(kept), errorName);
    },
  }),
};
