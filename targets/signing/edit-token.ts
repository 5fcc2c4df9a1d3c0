/** Ways in which a session token can be nearly the right one. */
const EDITS = {
  'a character cut': (token: string) => token.slice(0, -1),
  'its first half': (token: string) => token.slice(0, token.length / 2),
  'a character more': (token: string) => `${token}A`,
  'another end': (token: string) => token.slice(0, -8) + Array.from(token.slice(-8), next).join(''),
  'another beginning': (token: string) => Array.from(token.slice(0, 8), next).join('') + token.slice(8),
  'other case': (token: string) => Array.from(token, otherCase).join(''),
};

export type TokenEdit = keyof typeof EDITS;
export const TOKEN_EDITS = Object.keys(EDITS) as readonly TokenEdit[];

/** A token that is nearly the given one. What comes of it is as secret as the token itself. */
export function editedToken(token: string, edit: TokenEdit): string {
  return EDITS[edit](token);
}

function next(character: string): string {
  return character === 'x' ? 'y' : 'x';
}

function otherCase(character: string): string {
  return character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
}
