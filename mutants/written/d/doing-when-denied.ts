import type { Store } from '../../../reference/core/state/store.ts';
import type { Compose } from '../a/compose.ts';
import { textOf } from '../b/text-of.ts';

/** Does something to the account that a call of an operation names, though the caller is denied. */
export function doingWhenDenied(
  operation: string,
  act: (store: Store, account: string, email: string) => void,
): Compose {
  return (parts) => {
    let email = '';
    return {
      ...parts,
      canonicalize: (shape, input) => {
        email = textOf(input, 'PrimaryEmail');
        return parts.canonicalize(shape, input);
      },
      authorizeContext: (caller, named, called, all) => {
        try {
          return parts.authorizeContext(caller, named, called, all);
        } catch (error) {
          if (called.name === operation && named !== null) act(all.store, named, email);
          throw error;
        }
      },
    };
  };
}
