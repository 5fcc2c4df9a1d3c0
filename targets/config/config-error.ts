/** A mistake in the configuration: names the file, the key and what was expected there. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'ERR_CONFIG';
  /** `null` where it came from an option or a variable. */
  readonly file: string | null;
  readonly key: string;
  readonly expectation: string;

  constructor(file: string | null, key: string, expectation: string) {
    super([file, key].filter((part) => part !== null && part !== '').join(' › ') + `: ${expectation}`);
    this.file = file;
    this.key = key;
    this.expectation = expectation;
  }
}
