import { startEmbedded } from '../proof/embedded.ts';
import { selectMutants } from '../proof/run-mutants.ts';
import { allMutants } from '../mutants/registry.ts';

// The target of a benchmark in a process of its own, so that it does not share the client's processor time; faulty,
// where a mutant is named.
const id = process.argv[2];
const [mutant] = id === undefined ? [] : selectMutants(allMutants(), [id]);
const { target } = await startEmbedded({
  ...mutant?.options,
  ...(mutant?.compose ? { compose: mutant.compose } : {}),
});
process.stdout.write(`${target.endpoint.href}\n`);
// Ends with the process that started it.
process.stdin.resume().once('end', () => process.exit());
