import type { MutantRow, MutantsReport } from '../../results/kill-matrix.ts';

/** A mutant that was killed, or as changed. For tests. */
export function sampleMutant(id: string, rule: string, changes: Partial<MutantRow> = {}): MutantRow {
  return {
    id,
    kind: 'derived',
    fault: `What is wrong in ${id}.`,
    rule,
    because: null,
    outcome: 'killed',
    finding: { expected: 'a refusal', actual: '200 {}' },
    note: null,
    others: [],
    requests: 10,
    durationMs: 5,
    ...changes,
  };
}

/** A kill matrix in which one mutant survived. For tests. */
export function sampleMatrix(changes: Partial<MutantsReport> = {}): MutantsReport {
  const mutants = changes.mutants ?? [
    sampleMutant(
      'derived/ListRegions/MaxResults/max/dropped',
      'validation/ListRegions/MaxResults/max/refuses',
      {
        others: ['listing/page-size'],
      },
    ),
    sampleMutant('derived/ListRegions/NextToken/dropped', 'validation/ListRegions/NextToken/refuses'),
    sampleMutant('late-delete', 'contacts/delete', {
      kind: 'written',
      outcome: 'survived',
      finding: null,
      note: 'passed',
    }),
  ];
  return {
    schemaVersion: 1,
    edition: 'guide-2024',
    seed: 1,
    runs: 20,
    full: false,
    durationMs: 1_500,
    clean: { problems: [], rules: 12, requests: 99 },
    total: mutants.length,
    killed: mutants.filter(({ outcome }) => outcome === 'killed').length,
    ...changes,
    mutants,
  };
}
