/** A changed pattern, and a text that the original and the changed one judge differently. */
export interface PatternEdit {
  /** The last part of the mutant's id. */
  readonly what: string;
  /** What is wrong with it, in words. */
  readonly fault: string;
  readonly pattern: string;
  /** Texts of which at least one shows the difference; none does where the change changes nothing. */
  readonly witnesses: readonly string[];
}
