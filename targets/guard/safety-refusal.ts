/** Something that the configuration does not allow: says what to set. Nothing was sent. Exit code 6. */
export class SafetyRefusal extends Error {
  override readonly name = 'SafetyRefusal';
  readonly code = 'ERR_SAFETY';
}
