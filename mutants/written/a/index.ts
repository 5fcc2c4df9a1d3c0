import type { Mutant } from '../../mutant.ts';
import { absentDeleteAsDenied } from './absent-delete-as-denied.ts';
import { absentGetAsEmpty } from './absent-get-as-empty.ts';
import { absentGetAsInvalid } from './absent-get-as-invalid.ts';
import { alternateCreatedOnly } from './alternate-created-only.ts';
import { alternateKeepsFirstEmail } from './alternate-keeps-first-email.ts';
import { alternateKeepsOldTitle } from './alternate-keeps-old-title.ts';
import { alternatePhoneIntoPrimary } from './alternate-phone-into-primary.ts';
import { alternatePutAgainRefused } from './alternate-put-again-refused.ts';
import { alternatePutToggles } from './alternate-put-toggles.ts';
import { alternateReadOnce } from './alternate-read-once.ts';
import { deleteAllTypes } from './delete-all-types.ts';
import { deleteFirstStored } from './delete-first-stored.ts';
import { deleteIgnoredForSecurity } from './delete-ignored-for-security.ts';
import { deleteKeepsCachedRead } from './delete-keeps-cached-read.ts';
import { deleteTouchesPrimary } from './delete-touches-primary.ts';
import { deleteTwiceSilent } from './delete-twice-silent.ts';
import { fullHouseRefusesReplacing } from './full-house-refuses-replacing.ts';
import { getRemembersFirstValue } from './get-remembers-first-value.ts';
import { ninthDeleteLost } from './ninth-delete-lost.ts';
import { primaryPutDropsAlternates } from './primary-put-drops-alternates.ts';
import { recreatedWithOldName } from './recreated-with-old-name.ts';
import { seventhPutLost } from './seventh-put-lost.ts';
import { thirdVersionReadStale } from './third-version-read-stale.ts';
import { typesNeedDifferentEmail } from './types-need-different-email.ts';
import { typesShareAKey } from './types-share-a-key.ts';

/** Faults of contacts, values, the wire and error forms. */
export const writtenA: readonly Mutant[] = [
  absentDeleteAsDenied,
  absentGetAsEmpty,
  absentGetAsInvalid,
  alternateCreatedOnly,
  alternateKeepsFirstEmail,
  alternateKeepsOldTitle,
  alternatePhoneIntoPrimary,
  alternatePutAgainRefused,
  alternatePutToggles,
  alternateReadOnce,
  deleteAllTypes,
  deleteFirstStored,
  deleteIgnoredForSecurity,
  deleteKeepsCachedRead,
  deleteTouchesPrimary,
  deleteTwiceSilent,
  fullHouseRefusesReplacing,
  getRemembersFirstValue,
  ninthDeleteLost,
  primaryPutDropsAlternates,
  recreatedWithOldName,
  seventhPutLost,
  thirdVersionReadStale,
  typesNeedDifferentEmail,
  typesShareAKey,
];
