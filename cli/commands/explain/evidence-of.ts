import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEvidence } from '../../../spec/load-evidence.ts';
import { loadRulings } from '../../../spec/load-rulings.ts';
import { packageRoot } from '../../../spec/package-root.ts';
import type { Place } from './locations.ts';

/** Why a rule has its level: an entry of the spec that weighs the sources, or tells what was seen. */
export interface Reason extends Place {
  readonly text: string;
}

/** The rulings and the live facts that a rule's source names; a ruling also where the rule is called as it is. */
export function evidenceOf({ id, source }: { readonly id: string; readonly source: string }): Reason[] {
  const parts = source.split('; ').map((part) => part.toLowerCase());
  const live = new Set(parts.flatMap((part) => (part.startsWith('live: ') ? [part.slice(6)] : [])));
  const segments = id.split('/');
  const rulings = loadRulings().filter(
    (one) =>
      segments.includes(one.id) ||
      source.includes(`rulings.yaml › ${one.id}`) ||
      one.places.some((place) => place.startsWith('live: ') && live.has(place.slice(6).toLowerCase())),
  );
  const facts = loadEvidence().filter((one) => live.has(one.case.toLowerCase()));
  return [
    ...rulings.map((one) => ({
      text: `${one.topic}: ${lowered(one.ruling)} ${one.evidence}`,
      ...entryPlace('spec/rulings.yaml', one.id),
    })),
    ...facts.map((one) => ({
      text: `Seen on AWS in ${one.date}: ${lowered(one.case)}: ${lowered(one.fact)}`,
      ...entryPlace('spec/evidence.yaml', one.id),
    })),
  ];
}

function entryPlace(path: string, id: string): Place {
  const lines = readFileSync(join(packageRoot, path), 'utf8').split('\n');
  return { path, line: lines.findIndex((line) => line.trim() === `- id: ${id}`) + 1 };
}

/** As it stands within a sentence; a name keeps its capitals. */
function lowered(text: string): string {
  return /^[A-Z][a-z]*[ ,;]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
