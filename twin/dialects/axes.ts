/**
 * Every place where the contract leaves a service free, is contested, or only recommends: the choices of a dialect.
 * The first choice of each is the usual one; none of them needs another.
 */
export const AXES = {
  // Errors.
  errorName: [
    'header',
    'header-with-uri',
    'header-namespaced',
    'header-and-type',
    'type',
    'type-namespaced',
    'code',
    'code-with-uri',
  ],
  messageMember: ['message', 'Message', 'both'],
  errorExtras: ['none', 'some'],
  validationDetail: ['none', 'reason', 'full'],
  regionDetail: ['reason', 'full', 'none'],
  tokenDetail: ['reason', 'full', 'none'],
  requestId: ['uuid', 'counter', 'none'],

  // The form of answers.
  emptySuccess: ['empty', 'empty-typed', 'object'],
  mediaType: ['json', 'charset', 'amz-json'],
  framing: ['length', 'chunked', 'close', 'one-byte-chunks'],
  json: ['compact', 'pretty', 'reversed', 'escaped'],
  extraHeaders: ['none', 'some'],
  delay: ['none', 'short', 'some-long'],

  // Bodies of requests.
  malformedBody: ['SerializationException', 'ValidationException', 'denied'],
  wrongType: ['SerializationException', 'ValidationException', 'denied'],
  nullMember: ['absent', 'refused'],
  unknownMember: ['ignored', 'refused', 'refused-as-invalid'],
  duplicateKey: ['last', 'first', 'refused'],
  byteOrderMark: ['refused', 'accepted'],
  invalidUtf8: ['refused', 'replaced'],
  loneSurrogate: ['kept', 'replaced', 'refused'],
  depth: ['any', 'bounded'],
  hugeBody: ['read', 'refused', 'refused-early'],
  emptyBody: ['object', 'refused'],
  integerForm: ['any', 'digits'],
  wrongContentType: ['415', '400', 'ignored'],
  accept: ['ignored', '406'],

  // Requests beside the protocol.
  unknownPath: ['404', '403', '400', '405', 'nameless'],
  otherMethod: ['405', '404', '400', '403', 'served', '501'],
  getMethod: ['refused', 'served'],
  targetHeader: ['refused', 'served'],
  queryRequest: ['refused', 'xml'],
  unsigned: ['403', 'standalone'],

  // Values.
  checksFirst: ['input', 'account'],
  contactTypeRefusal: ['400', '403', 'serialization'],
  regionNameRefusal: ['400', '403', 'serialization'],
  contactTypeCase: ['refused', 'accepted'],
  contactTypeReturned: ['upper', 'as-put', 'capitalized'],
  statusCase: ['refused', 'accepted'],
  lengthUnit: ['scalar', 'utf16'],
  longMail: ['accepted', 'refused'],
  mailPipe: ['accepted', 'refused'],
  otherWhiteSpace: ['accepted', 'refused'],
  outerWhiteSpace: ['live', 'kept', 'trimmed', 'trimmed-first', 'refused'],
  blankText: ['refused', 'accepted'],
  astralText: ['accepted', 'refused'],
  unusualText: ['accepted', 'refused'],
  otherScripts: ['accepted', 'refused'],
  phoneWithoutDigit: ['accepted', 'refused'],
  phoneProse: ['accepted', 'refused'],
  shortPhone: ['accepted', 'refused'],
  countryCase: ['upper', 'kept', 'refused'],
  unknownCountry: ['accepted', 'refused'],
  websiteText: ['accepted', 'refused'],
  missingState: ['refused', 'accepted'],

  // Whose account.
  standaloneAccountId: ['denied', 'invalid'],
  foreignAccount: ['denied', 'invalid', 'told-apart'],
  delegateItself: ['acts', 'denied'],
  untrustedWrites: ['act', 'denied'],

  // Contacts.
  primaryAtFirst: ['present', 'absent'],
  alternatesAtFirst: ['none', 'some'],
  readLag: ['none', 'some'],

  // Regions.
  catalogue: ['guide', 'later', 'unheard-of', 'few', 'lacking'],
  statusAtFirst: ['disabled', 'some-enabled', 'all-enabled'],
  pendingMs: [25, 0, 3, 60],
  samePending: ['conflict', 'invalid', 'done'],
  redundantChange: ['invalid', 'conflict', 'done'],
  defaultRegion: ['invalid', 'conflict', 'denied'],
  unknownRegion: ['invalid', 'denied'],
  regionCase: ['invalid', 'denied', 'accepted'],
  regionWhiteSpace: ['invalid', 'denied', 'accepted'],

  // The list of regions.
  order: ['name', 'reverse', 'shuffled', 'per-walk', 'status'],
  defaultPage: [20, 3, 50, 1000],
  pageFill: ['full', 'short', 'empty-first', 'empty-last', 'empty-between'],
  tokenForm: ['base64', 'number', 'long', 'text', 'name', 'name-in-base64', 'position'],
  tokenUse: ['again', 'once'],
  emptyToken: ['first-page', 'refused'],
  tokenOtherFilter: ['refused', 'old-filter', 'new-filter'],
  tokenOtherSize: ['accepted', 'refused'],
  foreignToken: ['refused', 'restart', 'own-place'],
  unknownToken: ['invalid', 'denied'],
  emptyFilter: ['all', 'refused', 'nothing'],
  repeatedFilter: ['accepted', 'refused'],

  // Primary e-mail addresses.
  updatesAtOnce: ['last', 'several', 'one'],
  updateOf: ['account', 'caller'],
  acceptedUpdate: ['at-once', 'completed', 'later'],
  wrongPassword: ['denied', 'invalid', 'not-found'],
  wrongPasswordEnds: ['no', 'yes'],
  notStarted: ['not-found', 'conflict', 'invalid', 'denied'],
  acceptedAgain: ['refused', 'accepted'],
  addressForm: ['any', 'checked', 'lower-case'],
  sameAddress: ['started', 'conflict', 'invalid'],
  addressTaken: ['free', 'conflict'],

  // What came later stands last, so that what chance draws above stays as it is.
  valueChecks: ['form', 'plausible'],
  blankRefusal: ['named', 'nameless'],
  sellersCountry: ['free', 'bound'],
  absentOutput: ['left-out', 'null'],
  furtherOutput: ['none', 'some'],
} as const;

export type Axis = keyof typeof AXES;

/** One coherent service: a choice on each axis. */
export type Dialect = { readonly [Name in Axis]: (typeof AXES)[Name][number] };

/** The usual choice everywhere, but for the ones that are given. */
export function dialect(choices: Partial<Dialect> = {}): Dialect {
  const usual = Object.fromEntries(Object.entries(AXES).map(([axis, [first]]) => [axis, first]));
  return { ...(usual as Dialect), ...choices };
}
