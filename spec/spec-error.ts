/** A mistake in a file of spec/: names the file, the place and what was expected there. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly code = 'ERR_SPEC';
  readonly file: string;
  readonly place: string;
  readonly expectation: string;

  constructor(file: string, place: string, expectation: string) {
    super(`${file} › ${place}: ${expectation}`);
    this.file = file;
    this.place = place;
    this.expectation = expectation;
  }
}
