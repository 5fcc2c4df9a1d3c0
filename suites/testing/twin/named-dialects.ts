import { dialect } from './axes.ts';
import type { Dialect } from './axes.ts';

/** Services that somebody could have built, each with its own idea of what the contract leaves open. */
export const NAMED_DIALECTS: Readonly<Record<string, Dialect>> = {
  /** As the real service was seen to be. */
  live: dialect({
    catalogue: 'later',
    contactTypeRefusal: '403',
    checksFirst: 'account',
    regionCase: 'denied',
  }),

  /** Refuses whatever it may refuse. */
  strict: dialect({
    malformedBody: 'ValidationException',
    unknownMember: 'refused',
    duplicateKey: 'refused',
    byteOrderMark: 'refused',
    loneSurrogate: 'refused',
    depth: 'bounded',
    hugeBody: 'refused',
    emptyBody: 'refused',
    integerForm: 'digits',
    wrongContentType: '415',
    accept: '406',
    lengthUnit: 'utf16',
    longMail: 'refused',
    mailPipe: 'refused',
    otherWhiteSpace: 'refused',
    outerWhiteSpace: 'refused',
    blankText: 'refused',
    astralText: 'refused',
    unusualText: 'refused',
    phoneWithoutDigit: 'refused',
    phoneProse: 'refused',
    countryCase: 'refused',
    unknownCountry: 'refused',
    websiteText: 'refused',
    tokenUse: 'once',
    emptyToken: 'refused',
    tokenOtherSize: 'refused',
    updatesAtOnce: 'one',
    wrongPassword: 'not-found',
    wrongPasswordEnds: 'yes',
    addressForm: 'checked',
    sameAddress: 'conflict',
    addressTaken: 'conflict',
  }),

  /** Accepts whatever it may accept. */
  lenient: dialect({
    byteOrderMark: 'accepted',
    invalidUtf8: 'replaced',
    loneSurrogate: 'replaced',
    wrongContentType: 'ignored',
    getMethod: 'served',
    targetHeader: 'served',
    queryRequest: 'xml',
    unsigned: 'standalone',
    contactTypeCase: 'accepted',
    statusCase: 'accepted',
    outerWhiteSpace: 'trimmed-first',
    blankText: 'accepted',
    countryCase: 'kept',
    tokenOtherFilter: 'new-filter',
    foreignToken: 'own-place',
  }),

  /** Departs wherever the contract only recommends: the warnings, and nothing but warnings. */
  careless: dialect({
    errorName: 'code-with-uri',
    regionDetail: 'none',
    tokenDetail: 'none',
    requestId: 'none',
    emptySuccess: 'object',
    malformedBody: 'denied',
    wrongType: 'denied',
    nullMember: 'refused',
    otherMethod: 'served',
    otherScripts: 'refused',
    shortPhone: 'refused',
    missingState: 'accepted',
    standaloneAccountId: 'invalid',
    foreignAccount: 'told-apart',
    delegateItself: 'denied',
    untrustedWrites: 'denied',
    samePending: 'done',
    redundantChange: 'done',
    defaultRegion: 'denied',
    unknownRegion: 'denied',
    regionCase: 'accepted',
    unknownToken: 'denied',
    emptyFilter: 'nothing',
    repeatedFilter: 'refused',
    notStarted: 'denied',
    addressForm: 'lower-case',
  }),

  /** Changes of a region are done when the answer comes. */
  instant: dialect({ pendingMs: 0, statusAtFirst: 'some-enabled', order: 'reverse', defaultPage: 1000 }),

  /** Takes its time: changes stay under way, reads lag writes, answers are late. */
  slow: dialect({
    pendingMs: 60,
    readLag: 'some',
    delay: 'some-long',
    order: 'per-walk',
    tokenOtherFilter: 'old-filter',
    statusAtFirst: 'all-enabled',
  }),

  /** Says no more than it has to. */
  terse: dialect({
    errorName: 'type',
    messageMember: 'Message',
    emptySuccess: 'empty',
    framing: 'chunked',
    unknownPath: 'nameless',
    primaryAtFirst: 'absent',
    catalogue: 'few',
    defaultPage: 3,
  }),

  /** Says all it knows, at length. */
  verbose: dialect({
    errorName: 'header-and-type',
    messageMember: 'both',
    errorExtras: 'some',
    validationDetail: 'full',
    regionDetail: 'full',
    tokenDetail: 'full',
    emptySuccess: 'empty-typed',
    mediaType: 'charset',
    json: 'pretty',
    extraHeaders: 'some',
    catalogue: 'unheard-of',
    alternatesAtFirst: 'some',
    tokenForm: 'long',
    pageFill: 'empty-last',
  }),

  /** Legal bytes that few services send: one connection for each answer, escapes, members turned round. */
  odd: dialect({
    errorName: 'header-with-uri',
    mediaType: 'amz-json',
    framing: 'close',
    json: 'escaped',
    order: 'shuffled',
    pageFill: 'empty-first',
    tokenForm: 'text',
    duplicateKey: 'first',
    hugeBody: 'refused-early',
    unknownPath: '403',
    otherMethod: '403',
    foreignAccount: 'invalid',
    foreignToken: 'restart',
  }),
};
