import { headerValues } from '../../../reference/core/request/http-message.ts';
import { signedAt } from '../../../reference/signing/signature-scope.ts';
import type { Mutant } from '../../mutant.ts';

export const ageReckonedFromDateHeader: Mutant = {
  id: 'written/age-reckoned-from-date-header',
  fault: 'The age of a request is reckoned from its Date header, where it has one, signed or not.',
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
};
