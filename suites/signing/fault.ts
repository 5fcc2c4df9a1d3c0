import type { Header, Signing } from '../../targets/transport/exchange.ts';

/** A change of the Authorization header of a correct signature. */
export type AuthorizationEdit =
  /** The pattern is replaced wherever it occurs. */
  | { readonly kind: 'replace'; readonly pattern: string; readonly replacement: string }
  /** One hexadecimal digit of the signature becomes another one; `by` 1 to 15. */
  | { readonly kind: 'digit'; readonly at: number; readonly by: number }
  /** What matches the pattern is written in small letters. */
  | { readonly kind: 'lower'; readonly pattern: string }
  | { readonly kind: 'whole'; readonly value: string };

/** What is done to a request that is correctly signed otherwise. Data, so that it can be drawn and shown. */
export interface SigningFault {
  /** Headers of the request and of its twin, beside the content type. */
  readonly headers?: readonly Header[];
  readonly signing?: Signing;
  readonly authorization?: AuthorizationEdit;
  /** Milliseconds by which the date header differs from the one that is signed. */
  readonly dateMovedBy?: number;
  /** An unsigned Date header of now stands beside the date that is signed: as HTTP writes it, or as the signature does. */
  readonly dateOfNow?: 'http' | 'basic';
  /** How the body that is sent differs from the one that is signed. */
  readonly body?: BodyChange;
  /** The operation whose path is signed. */
  readonly signedPathOf?: string;
  /** The twin states the hash of its body, and so does the changed request. */
  readonly statesHash?: boolean;
  readonly transport?: 'raw';
}

/** `blank`: white space between members; `letter`: one character of a text; `other`: all values are others. */
type BodyChange =
  | { readonly kind: 'blank'; readonly text: string }
  | { readonly kind: 'letter'; readonly member: string; readonly at: number }
  | { readonly kind: 'other' };

const SIGNATURE_DIGITS = /[0-9a-f]{64}$/;

/** The header's value after the edit. */
export function editAuthorization(value: string, edit: AuthorizationEdit): string {
  switch (edit.kind) {
    case 'whole':
      return edit.value;
    case 'replace':
      return value.replaceAll(new RegExp(edit.pattern, 'g'), edit.replacement);
    case 'lower':
      return value.replace(new RegExp(edit.pattern), (found) => found.toLowerCase());
    case 'digit':
      return value.replace(SIGNATURE_DIGITS, (digits) => {
        const moved = (Number.parseInt(digits.charAt(edit.at), 16) + edit.by) % 16;
        return digits.slice(0, edit.at) + moved.toString(16) + digits.slice(edit.at + 1);
      });
  }
}

/** The pattern replaced in the header of a correct signature. */
export function replacing(pattern: string, replacement: string): SigningFault {
  return { authorization: { kind: 'replace', pattern, replacement } };
}
