import type * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import { loadPlausible, type Plausible } from '../../spec/load-plausible.ts';
import { acceptedTexts, drawnLength } from './accepted-texts.ts';
import { pick } from './grammar-text.ts';
import { judgeText, scalarLength } from '../values/judge-text.ts';
import { seededRandom } from '../seeded-random.ts';

/** Texts that a service with checks of its own has to accept as well. */
export interface PlausibleTexts {
  /** A text of a length that none of them has is plausible by its form alone: such a one is for near misses. */
  draw(random: fc.Random, length?: number): string;
  belongs(text: string): boolean;
  /** Whether one of them has this length, in scalar values. */
  reaches(length: number): boolean;
}

const ATTEMPTS = 40;
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const prepared = new WeakMap<StringShape, PlausibleTexts>();

/** The plausible texts of a shape, from spec/plausible.yaml; `null`: its form alone says what is plausible. */
export function plausibleTexts(shape: StringShape): PlausibleTexts | null {
  const plausible = loadPlausible();
  if (plausible.forms[shape.name] === undefined && (shape.pattern !== null || shape.format !== null))
    return null;
  const known = prepared.get(shape) ?? prepare(shape, sourceOf(shape, plausible));
  prepared.set(shape, known);
  return known;
}

function prepare(shape: StringShape, source: Source): PlausibleTexts {
  const belongs = (text: string): boolean => judgeText(shape, text) === 'must' && source.belongs(text);
  const attempt = (random: fc.Random, length?: number): string | undefined => {
    for (let count = 0; count < ATTEMPTS; count += 1) {
      const text = source.draw(random, length);
      if (belongs(text) && (length === undefined || scalarLength(text) === length)) return text;
    }
    return undefined;
  };
  return {
    belongs,
    reaches: (length) => attempt(seededRandom(1), length) !== undefined,
    draw: (random, length) => attempt(random, length) ?? acceptedTexts(shape).draw(random, length),
  };
}

interface Source {
  draw(random: fc.Random, length: number | undefined): string;
  belongs(text: string): boolean;
}

function sourceOf(shape: StringShape, plausible: Plausible): Source {
  const domains = plausible.domains.map(({ name }) => name);
  switch (plausible.forms[shape.name]) {
    case 'mail':
      return mails(shape, domains);
    case 'web':
      // Filled in the path: a label of a host name ends at 63 characters.
      return filled(
        shape,
        domains.flatMap((domain) => [
          { before: `https://www.${domain}/`, after: '' },
          { before: `http://${domain}/`, after: '' },
        ]),
      );
    case 'phone':
      return phones(plausible);
    case undefined:
    default:
      return words(shape, plausible);
  }
}

interface Frame {
  readonly before: string;
  readonly after: string;
}

/** The longest name before the sign of an address (RFC 5321), and the longest label of a host with its dot (RFC 1035). */
const LONGEST_NAME = 64;
const LONGEST_LABEL = 64;

/** Addresses at example domains: what is more than a name may hold becomes labels of the host. */
function mails(shape: StringShape, domains: readonly string[]): Source {
  const { draw, belongs } = filled(
    shape,
    domains.map((domain) => ({ before: '', after: `@${domain}` })),
  );
  return {
    draw(random, length) {
      const [letters = '', domain = ''] = draw(random, length).split('@');
      const [name = '', ...labels] = parted(letters);
      return `${name}@${labels.map((label) => `${label}.`).join('')}${domain}`;
    },
    belongs(text) {
      const [name = '', host = ''] = text.split('@');
      const domain = domains.find((one) => host === one || host.endsWith(`.${one}`)) ?? '';
      const labels = host.slice(0, -domain.length).split('.').slice(0, -1);
      const isShort = name.length <= LONGEST_NAME && labels.every((label) => label.length < LONGEST_LABEL);
      return isShort && belongs(`${[name, ...labels].join('')}@${domain}`);
    },
  };
}

/** A name and labels that are, with a sign or a dot behind each, as long as the letters with a sign behind them. */
function parted(letters: string): string[] {
  const parts: string[] = [];
  let rest = letters;
  while (rest.length > 0) {
    const most = parts.length === 0 ? LONGEST_NAME : LONGEST_LABEL;
    // One letter that is left over would be a dot without a label.
    const size = rest.length - most === 1 ? most - 1 : Math.min(most, rest.length);
    parts.push(rest.slice(0, parts.length === 0 ? size : size - 1));
    rest = rest.slice(size);
  }
  return parts;
}

/** Small letters in a frame with an example domain, at times so many that the text is as long as it may be. */
function filled(shape: StringShape, frames: readonly Frame[]): Source {
  return {
    draw(random, length) {
      const { before, after } = pick(random, frames);
      const fixed = before.length + after.length;
      const lengths = acceptedTexts(shape).lengths.filter((possible) => possible > fixed);
      const usual = random.nextInt(0, 1) === 0 ? drawnLength(random, lengths) : fixed + random.nextInt(1, 12);
      let letters = '';
      for (let missing = (length ?? usual) - fixed; missing > 0; missing -= 1)
        letters += pick(random, LETTERS);
      return before + letters + after;
    },
    belongs: (text) =>
      frames.some(
        ({ before, after }) =>
          text.startsWith(before) &&
          text.endsWith(after) &&
          /^[a-z]+$/u.test(text.slice(before.length, text.length - after.length)),
      ),
  };
}

function phones(plausible: Plausible): Source {
  const forms = plausible.phones.flatMap((entry) => entry.forms);
  const tests = forms.map(phonePattern);
  return {
    draw(random, length) {
      // Further blanks between the digits are contested: a number is as long as it is.
      const fitting = forms.filter((form) => length === undefined || form.length === length);
      const form = pick(random, fitting.length > 0 ? fitting : forms);
      return form.replaceAll('#', () => String(random.nextInt(0, 9)));
    },
    belongs: (text) => tests.some((test) => test.test(text)),
  };
}

/** The numbers of a form of spec/plausible.yaml. */
export function phonePattern(form: string): RegExp {
  return new RegExp(`^${form.replaceAll(/[+()]/gu, '\\$&').replaceAll('#', '[0-9]')}$`, 'u');
}

function words(shape: StringShape, plausible: Plausible): Source {
  const placed = plausibleMembers(shape.name);
  const begun = [...placed, ...(plausible.texts[shape.name] ?? [])];
  const beginnings = begun.length > 0 ? begun : plausible.words;
  const listed = new Set(beginnings);
  return {
    draw(random, length) {
      // Names and lines may be of any length; the name of a place is what it is.
      const wanted =
        length ??
        (placed.length === 0 && random.nextInt(0, 1) === 0
          ? drawnLength(random, acceptedTexts(shape).lengths)
          : 0);
      let text = pick(random, beginnings);
      while (text.length < wanted) text += ` ${pick(random, plausible.words)}`;
      return wanted === 0 ? text : text.slice(0, wanted).replace(/ $/u, 's');
    },
    belongs: (text) =>
      listed.has(text) || (placed.length === 0 && /^[A-Za-z0-9](?:[A-Za-z0-9 ]*[A-Za-z0-9])?$/u.test(text)),
  };
}

/** What the places of spec/plausible.yaml have for one member, those left out that are drawn on request only. */
export function plausibleMembers(name: string): readonly string[] {
  const placed = loadPlausible().places.filter(({ onRequest }) => !onRequest);
  return [...new Set(placed.flatMap(({ members }) => members[name] ?? []))];
}
