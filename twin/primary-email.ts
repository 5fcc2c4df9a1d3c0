import type { JsonObject } from '../spec/json.ts';
import type { Dialect } from './dialects/axes.ts';
import { History } from './account.ts';
import { conflict, denied, invalid, notFound, type Refusal } from './refusal.ts';

/** How long an accepted address takes to become the account's, in milliseconds. */
const DELAY = 30;

function firstAddress(account: string): string {
  return `root-of-${account}@example.org`;
}

interface Update {
  readonly address: string;
  /** The account that asked for it. */
  readonly by: string;
}

/** The addresses of the accounts, and the updates of them that were started. */
export class PrimaryEmails {
  readonly #choices: Dialect;
  readonly #password: string;
  readonly #addresses = new Map<string, History<string>>();
  readonly #updates = new Map<string, Update[]>();
  readonly #accepted = new Map<string, Set<string>>();

  constructor(choices: Dialect, password: string) {
    this.#choices = choices;
    this.#password = password;
  }

  read(account: string): JsonObject {
    return { PrimaryEmail: this.#address(account) };
  }

  /** @throws {Refusal} */
  start(account: string, caller: string, sent: string): JsonObject {
    const { updatesAtOnce, sameAddress, addressTaken } = this.#choices;
    const address = this.#kept(sent);
    const pending = this.#updates.get(account) ?? [];
    if (address === this.#address(account) && sameAddress !== 'started') {
      throw sameAddress === 'conflict' ? conflict('The account has this address.') : invalid('PrimaryEmail');
    }
    const taken = [...this.#addresses].some(
      ([other, theirs]) => other !== account && theirs.latest === address,
    );
    if (taken && addressTaken === 'conflict') throw conflict('Another account has this address.');
    if (pending.length > 0 && updatesAtOnce === 'one') throw conflict('An update is under way.');
    const kept = updatesAtOnce === 'several' ? pending : [];
    this.#updates.set(account, [...kept, { address, by: caller }]);
    return { Status: 'PENDING' };
  }

  /** @throws {Refusal} */
  accept(account: string, caller: string, sent: string, password: string): JsonObject {
    const { acceptedAgain, updateOf, wrongPasswordEnds } = this.#choices;
    const address = this.#kept(sent);
    const pending = this.#updates.get(account) ?? [];
    const found = pending.find(
      (update) => update.address === address && (updateOf === 'account' || update.by === caller),
    );
    const again = acceptedAgain === 'accepted' && this.#accepted.get(account)?.has(address);
    if (!found && !again) throw this.#notStarted();
    if (password !== this.#password) {
      if (wrongPasswordEnds === 'yes') this.#updates.delete(account);
      throw this.#wrongPassword();
    }
    this.#updates.set(
      account,
      pending.filter((update) => update !== found),
    );
    this.#change(account, address);
    this.#accepted.set(account, (this.#accepted.get(account) ?? new Set()).add(address));
    return { Status: this.#choices.acceptedUpdate === 'completed' ? 'COMPLETED' : 'ACCEPTED' };
  }

  #change(account: string, address: string): void {
    const history = this.#addresses.get(account) ?? new History(firstAddress(account));
    const delay = this.#choices.acceptedUpdate === 'later' ? DELAY : 0;
    history.write(address, performance.now() + delay);
    this.#addresses.set(account, history);
  }

  #address(account: string): string {
    return this.#addresses.get(account)?.at(performance.now()) ?? firstAddress(account);
  }

  /** Hosts are the same in any case, and most mailboxes are. @throws {Refusal} */
  #kept(sent: string): string {
    if (this.#choices.addressForm === 'checked' && !/^[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}$/i.test(sent))
      throw invalid('PrimaryEmail');
    return this.#choices.addressForm === 'lower-case' ? sent.toLowerCase() : sent;
  }

  #notStarted(): Refusal {
    switch (this.#choices.notStarted) {
      case 'not-found':
        return notFound();
      case 'conflict':
        return conflict('No such update was started.');
      case 'invalid':
        return invalid('PrimaryEmail');
      case 'denied':
        return denied();
    }
  }

  #wrongPassword(): Refusal {
    switch (this.#choices.wrongPassword) {
      case 'denied':
        return denied();
      case 'invalid':
        return invalid('Otp');
      case 'not-found':
        return notFound();
    }
  }
}
