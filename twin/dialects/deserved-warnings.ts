import type { Axis, Dialect } from './axes.ts';

/** What a choice against a `should` deserves. Ids of rules; `*` stands for anything. */
interface Deserved {
  readonly warns?: readonly string[];
  /** Where it takes two calls at the same moment, or a value that is not drawn each time. */
  readonly mayWarn?: readonly string[];
  /** Rules that cannot be judged then. */
  readonly blocks?: readonly string[];
  /** Rules that do not run then, whatever other choices deserve. */
  readonly skips?: readonly string[];
}

const NOT_BARE: Deserved = { warns: ['errors/header'] };
const OTHER_PENDING: Deserved = {
  mayWarn: ['regions/same-request-while-*', 'consistency/one-region-winner'],
};
const DEFAULT_REGION: Deserved = {
  warns: ['regions/enable-default-region-error', 'regions/disable-default-region-error'],
};
const REDUNDANT_REASON = ['regions/redundant-enable-reason', 'regions/redundant-disable-reason'];
const REGION_REASON = [...REDUNDANT_REASON, 'regions/unknown-region-reason/*'];
/** Tokens that tell where a walk stands: a guess, or what comes of altering one, may be one too. */
const OF_SCHEME: Deserved = { warns: ['listing/token-guessed'], mayWarn: ['listing/token-altered*'] };
const LACKING: Deserved = { warns: ['regions/known-regions-listed'] };
const TRAILING_TOKEN = 'listing/no-token-after-everything';

/** The ids of a rule that is asked of each operation on one region. */
function eachOnRegion(id: string): readonly string[] {
  return ['GetRegionOptStatus', 'EnableRegion', 'DisableRegion'].map((name) => `${id}/${name}`);
}

/** Every choice that departs from a `should`, by its axis. A choice that is not here deserves no warning. */
const DESERVED: { readonly [Name in Axis]?: Partial<Record<`${Dialect[Name]}`, Deserved>> } = {
  errorName: {
    'header-with-uri': NOT_BARE,
    'header-namespaced': NOT_BARE,
    type: NOT_BARE,
    'type-namespaced': NOT_BARE,
    code: NOT_BARE,
    'code-with-uri': NOT_BARE,
  },
  requestId: { none: { warns: ['wire/request-id', 'sdk/error-metadata'] } },
  emptySuccess: { object: { warns: ['wire/empty-output-exact'] } },
  regionDetail: { none: { warns: REGION_REASON } },
  tokenDetail: { none: { warns: ['listing/token-altered-reason'] } },
  // A token that was made longer may be too long.
  validationDetail: { none: { mayWarn: ['listing/token-altered-reason'] } },
  wrongType: { denied: { warns: ['validation/*/type-error/refuses'] } },
  contactTypeReturned: {
    // Where a rule puts one in another case and reads it.
    'as-put': { mayWarn: ['wire/output-case'] },
    capitalized: { warns: ['wire/output-case'] },
  },
  absentOutput: { null: { warns: ['wire/absent-members'] } },
  nullMember: { refused: { warns: ['validation/*/null/accepts'] } },
  wrongContentType: {
    ignored: { warns: ['wire/http/content-type-wrong/*', 'wire/http/content-type-json-suffix/*'] },
  },
  otherMethod: { served: { mayWarn: ['wire/http/method-*'] } },
  otherScripts: {
    refused: {
      warns: [
        'contacts/other-scripts-kept',
        'primary-contact/other-scripts-kept',
        'sdk/other-scripts',
        'validation/*/other-scripts/accepts',
      ],
    },
  },
  shortPhone: {
    refused: { warns: ['validation/PutAlternateContact/PhoneNumber/alternate-phone-pattern/accepts'] },
  },
  missingState: { accepted: { warns: ['validation/*/required-when/refuses'] } },
  standaloneAccountId: { invalid: { warns: ['context/standalone-denied/*'] } },
  foreignAccount: { 'told-apart': { warns: ['context/outside-organization-alike/*'] } },
  delegateItself: {
    denied: {
      // It cannot start the update either, on which the acceptance rests.
      warns: ['context/delegate-own-account/*', 'errors/valid-request/StartPrimaryEmailUpdate'],
      blocks: ['context/delegate-own-account/AcceptPrimaryEmailUpdate'],
    },
  },
  untrustedWrites: {
    denied: {
      warns: [
        'context/own-account-without-trusted-access/PutAlternateContact',
        'errors/valid-request/PutAlternateContact',
      ],
      blocks: ['context/own-account-without-trusted-access/*AlternateContact'],
    },
  },
  samePending: { invalid: OTHER_PENDING, done: OTHER_PENDING },
  redundantChange: {
    conflict: { warns: REDUNDANT_REASON },
    done: {
      warns: [...REDUNDANT_REASON, 'regions/redundant-*-refused'],
      mayWarn: ['consistency/one-region-winner'],
    },
  },
  defaultRegion: { conflict: DEFAULT_REGION, denied: DEFAULT_REGION },
  unknownRegion: { denied: { warns: ['regions/unknown-region-error/*', 'regions/unknown-region-reason/*'] } },
  regionCase: { accepted: { warns: eachOnRegion('regions/region-code-case') } },
  regionWhiteSpace: { accepted: { warns: eachOnRegion('regions/region-code-white-space') } },
  catalogue: { few: LACKING, lacking: LACKING },
  // It takes a region that moves over the place where the walk stands.
  order: { status: { mayWarn: ['listing/change-between-pages', 'listing/shown-region-leaves'] } },
  tokenForm: {
    name: OF_SCHEME,
    'name-in-base64': OF_SCHEME,
    position: OF_SCHEME,
  },
  pageFill: {
    'empty-between': { warns: ['listing/filter-matches-nothing-at-once'] },
    'empty-first': { warns: ['listing/filter-matches-nothing-at-once'] },
    'empty-last': { warns: [TRAILING_TOKEN] },
  },
  unknownToken: {
    denied: {
      warns: [
        'listing/token-altered-error',
        'listing/token-altered-reason',
        'listing/token-not-issued-error',
      ],
    },
  },
  emptyFilter: { refused: { warns: ['listing/filter-empty'] }, nothing: { warns: ['listing/filter-empty'] } },
  updateOf: { caller: { warns: ['primary-email/either-manager'] } },
  acceptedAgain: { accepted: { warns: ['primary-email/accepted-once'] } },
  // Asked with plausible values only.
  valueChecks: { plausible: { skips: ['*other-scripts*', 'validation/*/alternate-phone-pattern/accepts'] } },
  repeatedFilter: { refused: { warns: ['listing/filter-duplicates'] } },
};

/** What a dialect deserves, all its choices together. */
export function deservedBy(dialect: Dialect): Required<Deserved> {
  const all = Object.entries(DESERVED).flatMap(([axis, choices]): Deserved[] => {
    const deserved = (choices as Record<string, Deserved | undefined>)[String(dialect[axis as Axis])];
    return deserved ? [deserved] : [];
  });
  const gather = (key: keyof Deserved) => all.flatMap((deserved) => deserved[key] ?? []);
  const skips = gather('skips');
  const warns = gather('warns').filter((pattern) => !isNamed(pattern, skips));
  return { warns, mayWarn: gather('mayWarn'), blocks: gather('blocks'), skips };
}

/** Whether the id of a rule is one that the patterns name. */
export function isNamed(id: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`).test(id));
}

function literally(text: string): string {
  return text.replaceAll(/[.[\]()]/g, String.raw`\$&`);
}
