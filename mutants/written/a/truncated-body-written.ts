import { knowingCaller } from '../../knowing-caller.ts';
import type { Mutant } from '../../mutant.ts';

export const truncatedBodyWritten: Mutant = {
  id: 'written/truncated-body-written',
  fault: 'A body is stored while it is read, also when it breaks off.',
  kind: 'written',
  rule: 'wire/json/truncated-at-token/PutAlternateContact',
  because: 'GetAlternateContact',
  compose: knowingCaller((parts, caller) => ({
    ...parts,
    parseBody: (body, errorName) => {
      try {
        return parts.parseBody(body, errorName);
      } catch (error) {
        const text = new TextDecoder().decode(body);
        const [, type] = /"AlternateContactType":"([A-Z]+)"/.exec(text) ?? [];
        const [, title] = /"Name":"([^"\\]*)"/.exec(text) ?? [];
        const before = type === undefined ? undefined : parts.store.alternateContact(caller(), type);
        if (type !== undefined && before)
          parts.store.putAlternateContact(caller(), type, { ...before, Name: title ?? 'broken off' });
        throw error;
      }
    },
  })),
};
