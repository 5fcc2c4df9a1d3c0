import type * as fc from 'fast-check';
import type { StringShape } from '../../spec/contract.ts';
import { loadPlausible, type Plausible } from '../../spec/load-plausible.ts';
import { acceptedTexts, drawnLength } from './accepted-texts.ts';
import { pick } from './grammar-text.ts';
import { judgeText, scalarLength } from '../values/judge-text.ts';

/** Texts that a service with checks of its own has to accept as well. */
export interface PlausibleTexts {
  draw(random: fc.Random, length?: number): string;
  /** Whether a text is one of them; texts of a wanted length may be longer or shorter than usual. */
  belongs(text: string, length?: number): boolean;
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
  const belongs = (text: string, length?: number): boolean =>
    judgeText(shape, text) === 'must' && (length !== undefined || source.belongs(text));
  return {
    belongs,
    draw(random, length) {
      for (let count = 0; count < ATTEMPTS; count += 1) {
        const text = source.draw(random, length);
        if (belongs(text, length) && (length === undefined || scalarLength(text) === length)) return text;
      }
      // A bound that no plausible text reaches, such as a phone number of two characters.
      return acceptedTexts(shape).draw(random, length);
    },
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
      return filled(
        shape,
        domains.map((domain) => ({ before: '', after: `@${domain}` })),
      );
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
  const tests = forms.map(
    (form) =>
      new RegExp(
        `^${form.replaceAll(/[+()]/gu, '\\$&').replaceAll(' ', ' +').replaceAll('#', '[0-9]')}$`,
        'u',
      ),
  );
  return {
    draw(random, length) {
      const phone = pick(random, forms).replaceAll('#', () => String(random.nextInt(0, 9)));
      const missing = length === undefined ? 0 : length - phone.length;
      return missing > 0 ? phone.replace(' ', ' '.repeat(1 + missing)) : phone;
    },
    belongs: (text) => tests.some((test) => test.test(text)),
  };
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
