import { authenticate } from '../signing/verify-signature.ts';
import { targetAccount } from './authorize-context.ts';
import { canonicalValue, isJsonObject, parseBody, readInput } from './request/read-input.ts';
import {
  changeRegion,
  changeRegionStatus,
  getRegionOptStatus,
  deleteAlternateContact,
  getAlternateContact,
  putAlternateContact,
  getContactInformation,
  putContactInformation,
  listRegions,
  acceptPrimaryEmailUpdate,
  getPrimaryEmail,
  startPrimaryEmailUpdate,
} from './handlers.ts';
import { checkContentType, route } from './request/route.ts';
import { checkStructure, checkInteger, checkText, lengthOf, matches } from './request/check-input.ts';
import { errorNames, Refusal } from './refusal.ts';
import {
  blankMembers,
  normalizeAlternateContact,
  normalizePrimaryContact,
} from './state/normalize-contact.ts';
import { sealedTokens, paginate } from './state/pages.ts';
import { limitRegionRequests, throttler } from './state/quotas.ts';
import { regionNames, statusAt } from './state/region-status.ts';
import { requestIds, writeError, writeSuccess } from './request/write-response.ts';
import type { ServiceOptions, Handler, ServiceParts } from './service-parts.ts';
import { memoryStore } from './state/store.ts';

/** No mail is sent, so everybody may know it. */
const ONE_TIME_PASSWORD = '123456';

/** What each operation does, by name. */
const handlers: Readonly<Record<string, Handler>> = {
  AcceptPrimaryEmailUpdate: acceptPrimaryEmailUpdate,
  DeleteAlternateContact: deleteAlternateContact,
  DisableRegion: changeRegionStatus,
  EnableRegion: changeRegionStatus,
  GetAlternateContact: getAlternateContact,
  GetContactInformation: getContactInformation,
  GetRegionOptStatus: getRegionOptStatus,
  GetPrimaryEmail: getPrimaryEmail,
  ListRegions: listRegions,
  PutAlternateContact: putAlternateContact,
  PutContactInformation: putContactInformation,
  StartPrimaryEmailUpdate: startPrimaryEmailUpdate,
};

/** The parts of a conforming service with a store, quotas and request ids of its own. */
export function defaultParts(options: ServiceOptions): ServiceParts {
  return {
    options,
    store: memoryStore(options.seed),
    errorNames,
    checks: {
      lengthOf,
      matches,
      isPresent: (structure, member) => structure[member] !== undefined,
      checkText,
      checkInteger,
    },
    tokens: sealedTokens(JSON.stringify(options.world)),
    handlers,
    route,
    authenticate,
    checkContentType,
    throttle: throttler(),
    parseBody,
    readInput,
    validate: (shape, input, { checks }) => checkStructure(shape, input, checks),
    canonicalize: (shape, input) => {
      const value = canonicalValue(shape, input);
      return isJsonObject(value) ? value : input;
    },
    authorizeContext: (caller, named, _operation, parts) => {
      const account = targetAccount(parts.options.world, caller, named);
      if (account !== null) return account;
      throw new Refusal(parts.errorNames.denied, 'The caller may not act on the account that it names.');
    },
    normalizeAlternateContact,
    normalizePrimaryContact,
    blankMembers,
    oneTimePassword: () => ONE_TIME_PASSWORD,
    regionNames,
    statusAt,
    changeRegion,
    limitRegionRequests,
    paginate,
    writeSuccess,
    writeError,
    nextRequestId: requestIds(),
  };
}
