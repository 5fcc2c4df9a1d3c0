/**
 * What keeps the state safe has failed: a line of the journal cannot be written, or a lock is gone. Nothing more may be
 * changed, so the run ends.
 */
export class StateFault extends Error {
  override readonly name = 'StateFault';
}
