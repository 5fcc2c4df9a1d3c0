/** What the body of an answer is, where no error name says more. */
export type BodyWord = 'empty body' | 'JSON object' | 'other JSON' | 'HTML' | 'other text';

/** What is wrong with an answer that is no error, where what was expected of it says so. */
export type WrongWord =
  | 'no refusal'
  | 'another output'
  | 'a member missing'
  | 'in another case'
  | 'stored as sent'
  | 'another list'
  | 'old values'
  | 'another answer'
  | 'not allowed in this state';

/** What is wrong where no single answer shows it. */
type WholeWord = 'not implemented' | 'regions missing' | 'listed otherwise' | 'no order explains it';

const FAULT_WORDS = [
  'timeout',
  'reset',
  'malformed',
  'too-large',
  'refused',
  'dns',
  'tls',
  'aborted',
  'other',
];
const ODD_NAME = 'an odd error name';
/** As names of errors are written; whatever else a service puts in their place may be a message. */
const ERROR_NAME = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;

export type NormalizedAnswer = `${number} ${string}` | `no answer${string}` | WholeWord;

/** What of an answer is the same whenever the same fault shows. */
export interface SeenAnswer {
  /** `null`: no whole answer came. */
  readonly status: number | null;
  readonly error: string | null;
  /** Why no whole answer came. */
  readonly fault: string | null;
  readonly body: BodyWord;
}

/**
 * The normalized answer: what findings are told apart by, stable across seeds. The status with the error's name or one of
 * a closed list of words, never the message. `wrong` says more of an answer that is no error than its body does.
 */
export function normalizeAnswer(
  { status, error, fault, body }: SeenAnswer,
  wrong: WrongWord | null = null,
): NormalizedAnswer {
  if (fault !== null || status === null) {
    return fault !== null && FAULT_WORDS.includes(fault) ? `no answer (${fault})` : 'no answer';
  }
  if (error !== null) {
    const name = ERROR_NAME.test(error) ? error : ODD_NAME;
    return body === 'JSON object' ? `${status} ${name}` : `${status} ${name} (${body})`;
  }
  return `${status} ${wrong ?? body}`;
}

/** Where in the id of a finding the answer begins; what stands before it is ours, and all of it where no answer is in it. */
export function answerAt(id: string): number {
  const at = id.search(/ (?:\d{3} |no answer\b)/);
  return at === -1 ? id.length : at + 1;
}

/** What names a finding across runs and seeds; of an invariant, which is held against all operations, with the operation. */
export function findingId(rule: string, answer: string, operation: string | null = null): string {
  return [rule, operation, answer].filter((part) => part !== null && part !== '').join(' ');
}
