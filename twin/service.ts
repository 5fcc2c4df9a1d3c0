import type { Operation, Shape, StructureShape } from '../spec/contract.ts';
import type { Json, JsonObject } from '../spec/json.ts';
import type { World } from '../spec/world.ts';
import { accountActedOn } from './callers.ts';
import { newAccount, regionNames, statusOf, type Account, type History, type Change } from './account.ts';
import type { Dialect } from './dialects/axes.ts';
import { checkTypes, checkValues, keepsConstraints } from './check-input.ts';
import { withFreeMembers } from './free-members.ts';
import { listRegions, PageTokens } from './list-regions.ts';
import { PrimaryEmails } from './primary-email.ts';
import { conflict, denied, invalid, notFound } from './refusal.ts';
import { loadContract } from '../spec/load-contract.ts';

const BY_DEFAULT = 'ENABLED_BY_DEFAULT';

const INDIA = 'IN';

/** How far a lagging read of a contact is behind, in milliseconds. */
const LAG = 10;

/** The operations over accounts in memory, as one dialect has them. */
export class Service {
  readonly #world: World;
  readonly #choices: Dialect;
  readonly #random: () => number;
  readonly #accounts = new Map<string, Account>();
  readonly #tokens: PageTokens;
  readonly #emails: PrimaryEmails;

  constructor(
    world: World,
    choices: Dialect,
    { random, password }: { random: () => number; password: string },
  ) {
    this.#world = world;
    this.#choices = choices;
    this.#random = random;
    this.#tokens = new PageTokens(choices, random);
    this.#emails = new PrimaryEmails(choices, password);
  }

  /** Answers the output, `null` where a success has none. @throws {Refusal} */
  call(operation: Operation, caller: string, body: Json): JsonObject | null {
    const typed = checkTypes(body, operation.input, this.#choices);
    if (this.#choices.checksFirst === 'account') this.#refuseEarly(operation, caller, typed);
    const input = checkValues(typed, operation.input, this.#choices);
    const named = input['AccountId'];
    const id = accountActedOn(
      caller,
      typeof named === 'string' ? named : undefined,
      operation.name,
      this.#world,
      this.#choices,
    );
    const output = this.#perform(operation.name, { id, caller, typed }, input);
    return output && operation.output ? withFreeMembers(output, operation.output, this.#choices) : output;
  }

  /** Whose account it is comes before what is asked of it, but an id that is none says nothing of whose it is. */
  #refuseEarly({ name, input }: Operation, caller: string, typed: JsonObject): void {
    const named = typed['AccountId'];
    const shape = input.members['AccountId']?.shape;
    if (typeof named !== 'string' || shape?.kind !== 'string') return;
    const leads = this.#world.organizations.some(({ management, delegatedAdmin }) =>
      [management, delegatedAdmin].includes(caller),
    );
    if (leads && !new RegExp(shape.pattern ?? '', 'u').test(named)) return;
    accountActedOn(caller, named, name, this.#world, this.#choices);
  }

  #perform(
    operation: string,
    { id, caller, typed }: { id: string; caller: string; typed: JsonObject },
    input: JsonObject,
  ): JsonObject | null {
    const account = this.#accounts.get(id) ?? newAccount(this.#choices);
    this.#accounts.set(id, account);
    const now = performance.now();
    const { AccountId: _, AlternateContactType: contactType, ...rest } = input;
    const type = contactType as string;
    const region = input['RegionName'] as string;
    switch (operation) {
      case 'GetContactInformation':
        return { ContactInformation: this.#readContact(account.primary, now) };
      case 'PutContactInformation':
        this.#putPrimary(
          account,
          storedForm(input['ContactInformation'] as JsonObject, 'primary', this.#choices),
          now,
        );
        return null;
      case 'GetAlternateContact': {
        const contact = this.#readContact(alternate(account, type), now);
        return { AlternateContact: { AlternateContactType: this.#returnedType(type, type), ...contact } };
      }
      case 'PutAlternateContact': {
        const stored = storedForm(rest, 'alternate', this.#choices);
        const AlternateContactType = this.#returnedType(type, typed['AlternateContactType'] as string);
        alternate(account, type).write({ AlternateContactType, ...stored }, now);
        return null;
      }
      case 'DeleteAlternateContact':
        if (!alternate(account, type).latest) throw notFound();
        alternate(account, type).write(null, now);
        return null;
      case 'GetRegionOptStatus':
        return this.#readRegion(account, region, now);
      case 'EnableRegion':
      case 'DisableRegion':
        this.#changeRegion(account, region, operation === 'EnableRegion', now);
        return null;
      case 'GetPrimaryEmail':
        return this.#emails.read(id);
      case 'StartPrimaryEmailUpdate':
        return this.#emails.start(id, caller, input['PrimaryEmail'] as string);
      case 'AcceptPrimaryEmailUpdate':
        return this.#emails.accept(id, caller, input['PrimaryEmail'] as string, input['Otp'] as string);
      case 'ListRegions':
        return this.#list(id, account, input, now);
      default:
        throw new Error(`no operation ${operation}`);
    }
  }

  #returnedType(type: string, sent: string): string {
    switch (this.#choices.contactTypeReturned) {
      case 'upper':
        return type;
      case 'as-put':
        return sent;
      case 'capitalized':
        return type.charAt(0) + type.slice(1).toLowerCase();
    }
  }

  /** Accounts of the Indian seller stay with it, and others do not come to it. */
  #putPrimary({ primary }: Account, contact: JsonObject, now: number): void {
    const moves = (primary.latest?.['CountryCode'] === INDIA) !== (contact['CountryCode'] === INDIA);
    if (moves && this.#choices.sellersCountry === 'bound')
      throw invalid('ContactInformation.CountryCode', this.#choices.validationDetail);
    primary.write(contact, now);
  }

  #readContact(contact: History<JsonObject | null>, now: number): JsonObject {
    const found = contact.at(this.#choices.readLag === 'some' ? now - LAG : now);
    if (!found) throw notFound();
    return found;
  }

  #readRegion(account: Account, sent: string, now: number): JsonObject {
    const RegionName = this.#known(sent);
    return { RegionName, RegionOptStatus: this.#status(account, RegionName, now) };
  }

  #list(id: string, account: Account, input: JsonObject, now: number): JsonObject {
    const { fixed, optIn } = regionNames(this.#choices);
    return listRegions(
      input,
      {
        account: id,
        names: [...optIn, ...fixed],
        statusOf: (region) => this.#status(account, region, now),
        tokens: this.#tokens,
        random: this.#random,
      },
      this.#choices,
    );
  }

  #status(account: Account, region: string, moment: number): string {
    const history = account.regions.get(region);
    return history ? statusOf(history.at(moment), moment, this.#choices.pendingMs) : BY_DEFAULT;
  }

  /** The region's own spelling. @throws {Refusal} where there is none of that name. */
  #known(sent: string): string {
    const { fixed, optIn } = regionNames(this.#choices);
    const names = [...fixed, ...optIn];
    if (names.includes(sent)) return sent;
    const { regionCase, regionWhiteSpace, unknownRegion, regionDetail } = this.#choices;
    const bare = names.find((name) => name === sent.trim());
    const otherCase = names.find((name) => name === sent.toLowerCase());
    const alike = bare ?? otherCase;
    const how = bare !== undefined ? regionWhiteSpace : otherCase !== undefined ? regionCase : unknownRegion;
    if (how === 'accepted' && alike !== undefined) return alike;
    throw how === 'denied' ? denied() : invalid('RegionName', regionDetail);
  }

  #changeRegion(account: Account, sent: string, enables: boolean, now: number): void {
    const region = this.#known(sent);
    const history = account.regions.get(region);
    if (!history) throw this.#fixedRegion();
    const current = history.latest;
    const to = enables ? 'ENABLED' : 'DISABLED';
    const pending = statusOf(current, now, this.#choices.pendingMs) !== current.to;
    if (current.to !== to) {
      if (pending) throw conflict('A change is under way.');
      history.write({ to, since: now } satisfies Change, now);
      return;
    }
    const { samePending, redundantChange, regionDetail } = this.#choices;
    const how = pending ? samePending : redundantChange;
    if (how === 'conflict') throw conflict(`The region is ${to} or about to be.`);
    if (how === 'invalid') throw invalid('RegionName', regionDetail, 'invalidRegionOptTarget');
  }

  #fixedRegion() {
    const { defaultRegion, regionDetail } = this.#choices;
    if (defaultRegion === 'conflict') return conflict('Enabled by default.');
    if (defaultRegion === 'denied') return denied();
    return invalid('RegionName', regionDetail, 'invalidRegionOptTarget');
  }
}

function alternate({ alternates }: Account, type: string): History<JsonObject | null> {
  const found = alternates.get(type);
  if (!found) throw new Error(`no contact type ${type}`);
  return found;
}

type Kind = 'alternate' | 'primary';
type Choices = Pick<Dialect, 'outerWhiteSpace' | 'countryCase' | 'lengthUnit'>;

/** Members that the real service was seen to trim, by contact. */
const TRIMMED_LIVE: Readonly<Record<Kind, readonly string[]>> = {
  alternate: ['EmailAddress'],
  primary: ['FullName', 'AddressLine1', 'City', 'StateOrRegion', 'PostalCode', 'PhoneNumber'],
};

/** What is kept of a contact that was put: with or without outer white space, the country code in either case. */
export function storedForm(contact: JsonObject, of: Kind, choices: Choices): JsonObject {
  const { outerWhiteSpace, countryCase } = choices;
  const returned = returnedShape(of);
  const stored = Object.entries(contact).map(([member, value]) => {
    if (typeof value !== 'string') return [member, value];
    if (member === 'CountryCode') return [member, countryCase === 'upper' ? value.toUpperCase() : value];
    const trims =
      outerWhiteSpace.startsWith('trimmed') ||
      (outerWhiteSpace === 'live' && TRIMMED_LIVE[of].includes(member));
    // What is returned is one of the contract's values: `+ ` is a phone number, `+` and the empty text are none.
    return [
      member,
      trims && isReturned(value.trim(), returned.members[member]?.shape, choices) ? value.trim() : value,
    ];
  });
  return Object.fromEntries(stored) as JsonObject;
}

function isReturned(text: string, shape: Shape | undefined, choices: Choices): boolean {
  return shape?.kind === 'string' && keepsConstraints(text, shape, choices);
}

function returnedShape(of: Kind): StructureShape {
  const { operations } = loadContract();
  const shape =
    of === 'alternate'
      ? operations['GetAlternateContact']?.output?.members['AlternateContact']?.shape
      : operations['GetContactInformation']?.output?.members['ContactInformation']?.shape;
  if (shape?.kind !== 'structure') throw new Error(`no ${of} contact is returned`);
  return shape;
}
