import { startEmbedded } from '../cli/embedded.ts';

// The target of a benchmark in a process of its own, so that it does not share the client's processor time.
const { target } = await startEmbedded();
process.stdout.write(`${target.endpoint.href}\n`);
// Ends with the process that started it.
process.stdin.resume().once('end', () => process.exit());
