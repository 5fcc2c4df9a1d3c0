import type { Store } from '../../../reference/core/state/store.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Compose } from './compose.ts';

/** Stores another primary contact than was put; `before` is what was stored. */
export function storePrimary(
  change: (contact: JsonObject, before: JsonObject | undefined) => JsonObject,
): Compose {
  return (parts) => {
    const putPrimaryContact: Store['putPrimaryContact'] = (account, contact) =>
      parts.store.putPrimaryContact(account, change(contact, parts.store.primaryContact(account)));
    return { ...parts, store: { ...parts.store, putPrimaryContact } };
  };
}
