import type { Mutant } from '../../mutant.ts';
import { changeTakesTheNeighbour } from './change-takes-the-neighbour.ts';
import { conflictNamedValidation } from './conflict-named-validation.ts';
import { conflictWithStatus400 } from './conflict-with-status-400.ts';
import { defaultRegionCanBeDisabled } from './default-region-can-be-disabled.ts';
import { defaultRegionEnableAccepted } from './default-region-enable-accepted.ts';
import { disabledSeenWhileEnabling } from './disabled-seen-while-enabling.ts';
import { disablingCanBeReversed } from './disabling-can-be-reversed.ts';
import { disablingSeenWhileEnabling } from './disabling-seen-while-enabling.ts';
import { enabledSeenWhileDisabling } from './enabled-seen-while-disabling.ts';
import { enablingCanBeCancelled } from './enabling-can-be-cancelled.ts';
import { endlessDisabling } from './endless-disabling.ts';
import { listAheadOfStatus } from './list-ahead-of-status.ts';
import { listWithoutChanges } from './list-without-changes.ts';
import { oneDefaultRegionCanBeDisabled } from './one-default-region-can-be-disabled.ts';
import { oneOtherPartitionAccepted } from './one-other-partition-accepted.ts';
import { oneRegionEnabledAtATime } from './one-region-enabled-at-a-time.ts';
import { oneRegionNeverEnabled } from './one-region-never-enabled.ts';
import { otherPartitionAccepted } from './other-partition-accepted.ts';
import { redundantChangeWithoutReason } from './redundant-change-without-reason.ts';
import { redundantDisableAccepted } from './redundant-disable-accepted.ts';
import { redundantDisableFlips } from './redundant-disable-flips.ts';
import { redundantEnableDenied } from './redundant-enable-denied.ts';
import { redundantEnableStartsAgain } from './redundant-enable-starts-again.ts';
import { refusedConflictStopsTheChange } from './refused-conflict-stops-the-change.ts';
import { regionCodeByPrefix } from './region-code-by-prefix.ts';
import { regionCodeIgnoresCase } from './region-code-ignores-case.ts';
import { regionNameNotEchoed } from './region-name-not-echoed.ts';
import { sameRequestAcceptedWhileEnabling } from './same-request-accepted-while-enabling.ts';
import { sameRequestWhileDisablingDenied } from './same-request-while-disabling-denied.ts';
import { statusFallsBackAfterEnabling } from './status-falls-back-after-enabling.ts';
import { statusInLowerCase } from './status-in-lower-case.ts';
import { unknownRegionInventedByEnabling } from './unknown-region-invented-by-enabling.ts';
import { unknownRegionNotFound } from './unknown-region-not-found.ts';
import { unknownRegionRefusedButListed } from './unknown-region-refused-but-listed.ts';
import { unknownRegionShownAsDisabled } from './unknown-region-shown-as-disabled.ts';

/** Faults of context, regions, listing, consistency, signing and quotas. */
export const writtenB: readonly Mutant[] = [
  changeTakesTheNeighbour,
  conflictNamedValidation,
  conflictWithStatus400,
  defaultRegionCanBeDisabled,
  defaultRegionEnableAccepted,
  disabledSeenWhileEnabling,
  disablingCanBeReversed,
  disablingSeenWhileEnabling,
  enabledSeenWhileDisabling,
  enablingCanBeCancelled,
  endlessDisabling,
  listAheadOfStatus,
  listWithoutChanges,
  oneDefaultRegionCanBeDisabled,
  oneOtherPartitionAccepted,
  oneRegionEnabledAtATime,
  oneRegionNeverEnabled,
  otherPartitionAccepted,
  redundantChangeWithoutReason,
  redundantDisableAccepted,
  redundantDisableFlips,
  redundantEnableDenied,
  redundantEnableStartsAgain,
  refusedConflictStopsTheChange,
  regionCodeByPrefix,
  regionCodeIgnoresCase,
  regionNameNotEchoed,
  sameRequestAcceptedWhileEnabling,
  sameRequestWhileDisablingDenied,
  statusFallsBackAfterEnabling,
  statusInLowerCase,
  unknownRegionInventedByEnabling,
  unknownRegionNotFound,
  unknownRegionRefusedButListed,
  unknownRegionShownAsDisabled,
];
