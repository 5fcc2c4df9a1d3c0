import type { Store } from '../../../reference/core/state/store.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Compose } from './compose.ts';

/** Stores another alternate contact than was put; `before` is what was stored. */
export function storeAlternate(
  change: (contact: JsonObject, before: JsonObject | undefined) => JsonObject,
): Compose {
  return (parts) => {
    const putAlternateContact: Store['putAlternateContact'] = (account, type, contact) =>
      parts.store.putAlternateContact(
        account,
        type,
        change(contact, parts.store.alternateContact(account, type)),
      );
    return { ...parts, store: { ...parts.store, putAlternateContact } };
  };
}
