import { dialect, type Axis, type Dialect, AXES } from './axes.ts';

/** Services that somebody could have built, each with its own idea of what the contract leaves open. */
const NAMED_DIALECTS: Readonly<Record<string, Dialect>> = {
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
    blankRefusal: 'nameless',
    astralText: 'refused',
    unusualText: 'refused',
    phoneWithoutDigit: 'refused',
    phoneProse: 'refused',
    countryCase: 'refused',
    unknownCountry: 'refused',
    sellersCountry: 'bound',
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
    contactTypeReturned: 'as-put',
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
    absentOutput: 'null',
    furtherOutput: 'some',
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
    updatesAtOnce: 'one',
    updateOf: 'caller',
    notStarted: 'denied',
    addressForm: 'lower-case',
  }),

  /** Changes of a region are done when the answer comes. */
  instant: dialect({
    pendingMs: 0,
    redundantChange: 'done',
    statusAtFirst: 'some-enabled',
    order: 'reverse',
    defaultPage: 1000,
  }),

  /** Takes only what may exist: numbers by their plan, postal codes of the country. So it is asked with plausible values. */
  checking: dialect({
    valueChecks: 'plausible',
    sellersCountry: 'bound',
    phoneProse: 'refused',
    validationDetail: 'full',
  }),

  /** Takes its time: changes stay under way, reads lag writes, answers are late. */
  slow: dialect({
    pendingMs: 60,
    readLag: 'some',
    delay: 'some-long',
    acceptedUpdate: 'later',
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
    otherMethod: '501',
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
    furtherOutput: 'some',
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

/** Every dialect that is tried, by its name. */
export const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ...Object.entries(NAMED_DIALECTS),
  ...otherDialects().map((one, place): [string, Dialect] => [`others ${place + 1}`, one]),
]);

/** A few that together depart from the usual choice on every axis. */
export const ON_EVERY_AXIS: readonly string[] = ['strict', 'careless', 'others 1', 'others 2'];

/** As many as it takes for every choice that no named dialect has; beside these, unusual ones by chance. */
function otherDialects(): Dialect[] {
  const unnamed = Object.entries(AXES).map(([axis, values]) => {
    const named = new Set(Object.values(NAMED_DIALECTS).map((one) => one[axis as Axis]));
    return { axis, unusual: values.slice(1), missing: values.filter((value) => !named.has(value)) };
  });
  const most = Math.max(...unnamed.map(({ missing }) => missing.length));
  return Array.from({ length: most }, (_, place) => {
    const next = fractions(place + 1);
    const choices = unnamed.map(({ axis, unusual, missing }) => {
      const drawn = unusual[Math.floor(next() * unusual.length)];
      return [axis, missing[place] ?? drawn];
    });
    return dialect(Object.fromEntries(choices) as Partial<Dialect>);
  });
}

/** A choice on every axis by chance: combinations that nobody would think of. */
export function randomDialect(seed: number): Dialect {
  const next = fractions(seed);
  const choices = Object.entries(AXES).map(([axis, values]) => [
    axis,
    values[Math.floor(next() * values.length)],
  ]);
  return dialect(Object.fromEntries(choices) as Partial<Dialect>);
}

/** Numbers from 0 up to, but without, 1, the same for the same seed: nothing of the twin is drawn otherwise. */
export function fractions(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x100000000;
  };
}
