import type { FirstVersion } from '../../mutants/first-versions/first-version.ts';
import { checksOfItsOwn } from '../../mutants/first-versions/checks-of-its-own.ts';
import { halfTheOperations } from '../../mutants/first-versions/half-the-operations.ts';
import { membersDropped } from '../../mutants/first-versions/members-dropped.ts';
import { putWithoutValidation } from '../../mutants/first-versions/put-without-validation.ts';
import { withoutContexts } from '../../mutants/first-versions/without-contexts.ts';
import { countNoun, formatDuration } from '../../results/text/wording.ts';
import type { DivergenceRow, VersionRow } from './judge-version.ts';

export const FIRST_VERSIONS: readonly FirstVersion[] = [
  putWithoutValidation,
  withoutContexts,
  halfTheOperations,
  membersDropped,
  checksOfItsOwn,
];

/** What share of the divergences of all versions has to be found. */
const BOUND = 0.95;

/** Whether each divergence is one, and as many are found as have to be. */
export function isEnough(versions: readonly VersionRow[]): boolean {
  const rows = versions.flatMap(({ divergences }) => divergences);
  return rows.every(({ shows }) => shows) && rows.filter(isFound).length >= BOUND * rows.length;
}

/** A line for each version, below it what was missed, and the share of all last. */
export function versionsText(versions: readonly VersionRow[]): string {
  const rows = versions.flatMap(({ divergences }) => divergences);
  const found = rows.filter(isFound).length;
  const lines = [
    ...versions.flatMap(versionLines),
    `${found} of ${countNoun(rows.length, 'divergence')} found`,
  ];
  return `${lines.join('\n')}\n`;
}

function isFound({ foundBy }: DivergenceRow): boolean {
  return foundBy !== null;
}

const NAME_WIDTH = 24;

function versionLines({ name, divergences, requests, durationMs }: VersionRow): string[] {
  const found = divergences.filter(isFound).length;
  const share = `${found} of ${countNoun(divergences.length, 'divergence')} found`;
  const spent = `${countNoun(requests, 'request')}, ${formatDuration(durationMs)}`;
  return [
    `${name.padEnd(NAME_WIDTH)} ${share} (${spent})`,
    ...divergences.filter(({ shows }) => !shows).map(({ fault }) => `  does not show: ${fault}`),
    ...divergences
      .filter((row) => !isFound(row))
      .flatMap(({ fault, instead }) => [`  missed: ${fault}`, ...instead.map((line) => `    ${line}`)]),
  ];
}
