import { headerValues } from '../../reference/core/request/http-message.ts';
import { signedAt } from '../../reference/signing/verify-signature.ts';
import type { Mutant } from '../mutant.ts';
import { verifyingWith } from '../operators/with-authentication.ts';

/** Seconds. */
const DAY = 86_400;

/** Seconds. */
const HALF_AN_HOUR = 1800;

export const dateAndSmallSkewMutants: readonly Mutant[] = [
  {
    id: 'written/future-date-ignored',
    fault: 'A signature may be dated in the future.',
    kind: 'written',
    rule: 'signing/date-future',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { clock }) => {
      const now = Math.max(clock.now(), signedAt(fields.timestamp) ?? 0);
      return { clock: { now: () => now } };
    }),
  },
  {
    id: 'written/skew-of-half-an-hour',
    fault: 'The date of a signature may be off by half an hour.',
    kind: 'written',
    rule: 'signing/date-future-just-over',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith((_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, documented: HALF_AN_HOUR } },
    })),
  },
  {
    id: 'written/age-reckoned-from-date-header',
    fault: 'The age of a request is computed from its Date header, if it has one, signed or not.',
    kind: 'written',
    rule: 'signing/date-past',
    also: ['signing/date-future'],
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: (parts) => ({
      ...parts,
      authenticate: (request, all) => {
        const date = Date.parse(headerValues(request, 'date')[0] ?? '');
        const signed = signedAt(headerValues(request, 'x-amz-date')[0] ?? '');
        if (Number.isNaN(date) || signed === null) return parts.authenticate(request, all);
        // As old as the one says, with the time stamp of the other.
        const clock = { now: () => all.options.clock.now() - date + signed };
        return parts.authenticate(request, { ...all, options: { ...all.options, clock } });
      },
    }),
  },
  {
    id: 'written/expiry-ignored',
    fault: 'A signature never expires.',
    kind: 'written',
    rule: 'signing/date-past',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith(({ fields }, { clock }) => {
      const now = Math.min(clock.now(), signedAt(fields.timestamp) ?? Infinity);
      return { clock: { now: () => now } };
    }),
  },
  {
    id: 'written/skew-of-a-day',
    fault: 'The date of a signature may be off by a day.',
    kind: 'written',
    rule: 'signing/date-past-hours',
    because: 'no refusal',
    options: { verifySignatures: true },
    compose: verifyingWith((_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, documented: DAY } },
    })),
  },
  {
    id: 'written/no-skew-allowed',
    fault: 'A date that is off by more than ten seconds is refused.',
    kind: 'written',
    rule: 'signing/small-skew',
    because: 'InvalidSignatureException',
    options: { verifySignatures: true },
    compose: verifyingWith((_verified, { signing }) => ({
      signing: { ...signing, skewSeconds: { ...signing.skewSeconds, documented: 10 } },
    })),
  },
];
