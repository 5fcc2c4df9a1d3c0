/**
 * A reader that has seen enough, a terminal that is gone, a full disk behind a redirection: no reason to end without
 * restoring. Nothing more is written to that stream; what was asked for is done all the same.
 */
export function silenceOnError(stream: NodeJS.WriteStream): void {
  stream.on('error', () => {
    stream.write = () => true;
  });
}
