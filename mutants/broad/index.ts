import type { Mutant } from '../mutant.ts';
import { allowanceHardlyRefilled } from './allowance-hardly-refilled.ts';
import { anyAccountIsAMember } from './any-account-is-a-member.ts';
import { anyRegionDisabled } from './any-region-disabled.ts';
import { errorChangesWithEachRefusal } from './error-changes-with-each-refusal.ts';
import { newestDefaultRegionMissing } from './newest-default-region-missing.ts';
import { noQuotaKept } from './no-quota-kept.ts';
import { nobodyIsRefused } from './nobody-is-refused.ts';
import { ownReadsNeedTrustedAccess } from './own-reads-need-trusted-access.ts';
import { refusalsWithoutDetails } from './refusals-without-details.ts';
import { sdkRequestsCrash } from './sdk-requests-crash.ts';
import { unusualRequestCrashes } from './unusual-request-crashes.ts';

/** Faults that show everywhere, each of which proves many rules at once, and a few that nothing else proves. */
export const broad: readonly Mutant[] = [
  allowanceHardlyRefilled,
  anyAccountIsAMember,
  anyRegionDisabled,
  errorChangesWithEachRefusal,
  newestDefaultRegionMissing,
  noQuotaKept,
  nobodyIsRefused,
  ownReadsNeedTrustedAccess,
  refusalsWithoutDetails,
  sdkRequestsCrash,
  unusualRequestCrashes,
];
