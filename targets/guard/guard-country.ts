import { loadPlausible } from '../../spec/load-plausible.ts';

/**
 * Why a primary contact with this country is not written; `null`: it may be. An account cannot leave some countries,
 * nor come to them; that its own one is among them shows when putting it back is rehearsed.
 */
export function countryRefusal(value: string): string | null {
  const country = value
    .normalize('NFKC')
    .replaceAll(/[^a-z]/gi, '')
    .toUpperCase();
  const binding = loadPlausible().places.filter(({ onRequest }) => onRequest);
  if (!binding.some(({ members }) => Object.values(members).includes(country))) return null;
  return `country ${country}: an account cannot change from it or to it; use accounts of another country`;
}
