import { countNoun } from '../../../results/text/wording.ts';
import { DEFAULT_EDITION, type Edition, type Level } from '../../../spec/contract.ts';
import type { Obligation } from '../../../spec/obligations.ts';
import type { CatalogueEntry } from '../../../suites/registry.ts';
import { constraintPlace } from './constraint-place.ts';
import { exchangeLines, type Example } from './example.ts';
import {
  placesOfRule,
  placeText,
  placeOfProof,
  type Locations,
  type Place,
  type Proof,
} from './locations.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEvidence } from '../../../spec/load-evidence.ts';
import { loadRulings } from '../../../spec/load-rulings.ts';
import { packageRoot } from '../../../spec/package-root.ts';
import { ownCommand } from '../../../results/text/own-command.ts';

/** What is explained: a rule or an invariant, or an obligation that has no rule since nothing of it can be seen. */
export interface Subject {
  readonly edition: Edition;
  readonly entry: Pick<CatalogueEntry, 'id' | 'statement' | 'source'> &
    Partial<Pick<CatalogueEntry, 'since' | 'kind' | 'operations'>> & { readonly level: Level };
  readonly obligation: Obligation | null;
  /** `null`: nothing was built, so nobody has recorded where things stand. */
  readonly locations: Locations | null;
}

const LEVELS: Readonly<Record<Level, string>> = {
  must: 'must: a target that breaks it does not conform, and the run fails.',
  should: 'should: a target that breaks it gets a warning; with --strict the run fails.',
  contested: 'contested: the sources leave it open, so it is observed and never fails.',
};
const NOT_RECORDED = 'file and line are recorded by the build: npm run build';

/** Sentence, level with the reason, source, and the lines where rule and constraint are written. */
export function ruleSections({ entry, obligation, locations }: Subject): Section[] {
  const { id, level, statement, source, kind, operations = [], since } = entry;
  return [
    section('statement', statement),
    section('level', LEVELS[level]),
    ...evidenceOf(entry).map((reason, index) =>
      section(index === 0 ? 'why' : '', `${reason.text} (${placeText(reason)})`),
    ),
    section('source', ...source.split('; ').map((part) => withKind(part, source))),
    ...(operations.length === 0 ? [] : [section('operations', operations.join(', '))]),
    ...(kind === 'invariant' ? [section('kind', 'invariant: held against every exchange of a run')] : []),
    ...(since === undefined ? [] : [section('since', since)]),
    ...(obligation?.unobservable === undefined
      ? checkSections(id, locations)
      : [section('check', `none, since it is unobservable: ${obligation.unobservable}`)]),
    ...(obligation ? [constraintSection(obligation)] : []),
  ];
}

/** A source names its kind once: "guide: A; B" are two sections of the guide. */
function withKind(part: string, source: string): string {
  if (/^(guide|live|model|protocol|project): /.test(part)) return part;
  const before = source.slice(0, source.indexOf(part));
  return `${[...before.matchAll(/(guide|live|model|protocol|project): /g)].at(-1)?.[0] ?? ''}${part}`;
}

function checkSections(id: string, locations: Locations | null): Section[] {
  if (!locations) return [section('check', NOT_RECORDED)];
  const [check, row] = placesOfRule(locations, id);
  return [...(check ? [placeSection('check', check)] : []), ...(row ? [placeSection('made from', row)] : [])];
}

function constraintSection(obligation: Obligation): Section {
  const place = constraintPlace(obligation);
  return {
    label: 'constraint',
    paragraphs: [{ verbatim: placeText(place) }, { verbatim: `  ${place.text}` }],
  };
}

const SHOWN = 8;

/** The faulty services that the rule must catch, with the lines where they are written. */
export function proofSections({ entry, locations }: Subject, proofs: readonly Proof[]): Section[] {
  if (proofs.length === 0) {
    const why =
      entry.level === 'contested'
        ? 'nothing: a contested rule observes and never fails'
        : 'nothing: no rule checks it';
    return [section('proved by', why)];
  }
  const more = proofs.length - SHOWN;
  const what =
    proofs.length === 1
      ? 'a service with one fault, which this rule must find'
      : 'services with one fault each, which this rule must find';
  return [
    section(
      'proved by',
      `${countNoun(proofs.length, 'mutant')}: ${what}`,
      ...proofs.slice(0, SHOWN).flatMap((mutant) => mutantParagraphs(mutant, locations)),
      ...(more > 0 ? [`and ${more} more`] : []),
    ),
  ];
}

function mutantParagraphs(proof: Proof, locations: Locations | null): Paragraph[] {
  const place = locations && placeOfProof(locations, proof);
  return [
    `- ${proof.fault}`,
    { verbatim: `  ${proof.id}` },
    ...(place ? [{ verbatim: `  ${placeText(place)}` }] : []),
  ];
}

/** The commands that run the rule, and that prove it. */
export function commandSections({ edition, entry }: Subject, proofs: readonly Proof[]): Section[] {
  const [first] = proofs;
  return [
    {
      label: 'run it',
      paragraphs: [{ verbatim: `${ownCommand()} run${editionOption(edition)} --rule ${entry.id}` }],
    },
    ...(first
      ? [
          {
            label: 'prove it',
            paragraphs: [
              {
                verbatim: `${ownCommand()} mutants${editionOption(first.edition ?? DEFAULT_EDITION)} --only ${first.id}`,
              },
            ],
          },
        ]
      : []),
  ];
}

/** One exchange of a run on the embedded service. */
export function exampleSections({ entry }: Subject, example: Example): Section[] {
  const { exchange, plainlySigned, requests, result, rule } = example;
  const by = rule === entry.id ? '' : ` of ${rule}`;
  const outcome = `${result.outcome}${result.reason === undefined ? '' : `: ${result.reason}`}`;
  if (!exchange) return [section('example', `none: on the embedded service it is ${outcome}`)];
  const signed = exchange.identity === null ? 'unsigned' : `signed by ${exchange.identity}`;
  return [
    section(
      'example',
      `${requests === 1 ? 'the one request' : `one of ${requests} requests`}${by} to the embedded service, ${signed}:`,
    ),
    { label: '', paragraphs: exchangeLines(exchange, { plainlySigned }).map((verbatim) => ({ verbatim })) },
    section('outcome', outcome),
  ];
}

function section(label: string, ...paragraphs: Paragraph[]): Section {
  return { label, paragraphs };
}

function placeSection(label: string, place: Place): Section {
  return { label, paragraphs: [{ verbatim: placeText(place) }] };
}

function editionOption(edition: Edition): string {
  return edition === DEFAULT_EDITION ? '' : ` --edition ${edition}`;
}

const LABEL_WIDTH = 12;
const NARROWEST = 40;
const WIDEST = 100;

/** One labelled part of an explanation: paragraphs, each with its own further indentation. */
interface Section {
  readonly label: string;
  readonly paragraphs: readonly Paragraph[];
}

/** Text that is wrapped; `verbatim` is not, so that it can be copied and links stay whole. */
type Paragraph = string | { readonly verbatim: string };

/** Sections as lines: labels to the left, texts wrapped beside them. */
export function layOut(sections: readonly Section[], columns: number): string[] {
  const width = Math.min(Math.max(columns, NARROWEST), WIDEST) - LABEL_WIDTH;
  return sections.flatMap(({ label, paragraphs }) =>
    paragraphs
      .flatMap((paragraph) =>
        typeof paragraph === 'string' ? wrapped(paragraph, width) : [paragraph.verbatim],
      )
      .map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`.trimEnd()),
  );
}

/** Leading blanks and a dash indent all lines of a text. */
function wrapped(text: string, width: number): string[] {
  const [, lead = '', rest = ''] = /^( *(?:- )?)(.*)$/s.exec(text) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of rest.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lead.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  const indent = ' '.repeat(lead.length);
  return [...lines, line].map((one, index) => `${index === 0 ? lead : indent}${one}`);
}

/** Why a rule has its level: an entry of the spec that weighs the sources, or tells what was seen. */
interface Reason extends Place {
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
