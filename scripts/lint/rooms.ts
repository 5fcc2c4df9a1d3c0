/**
 * Who may import whom, two levels deep, as data. A room is a top-level folder, a part what stands directly in it:
 * a folder, or a file by its name up to the first dot.
 */

export const EVERYTHING = 'everything';
export type Rooms = typeof EVERYTHING | readonly string[];

/** What the harness builds on, and with it what judges: the contract, what to send, what may be answered, whom to ask. */
const UNDER_THE_HARNESS = ['spec', 'results', 'generators', 'oracle', 'targets'] as const;
/** What judges never sees these, except in its tests, which need a service to judge. */
const JUDGED = ['reference', 'twin', 'mutants'] as const;
/** A test of a judge starts a service as the command line and the proof do. */
const IN_TESTS_OF_JUDGES = ['cli', 'proof', ...JUDGED] as const;

/** The rooms that a room may import besides itself; `room/part` opens that part only. */
export const ROOMS: Readonly<Record<string, Rooms>> = {
  spec: [],
  results: ['spec'],
  oracle: ['spec'],
  reference: ['spec'],
  twin: ['spec'],
  // A generator asks whether an input is valid, never what a service answers to it.
  generators: ['spec', 'oracle/input'],
  targets: ['spec', 'results'],
  harness: UNDER_THE_HARNESS,
  suites: ['harness', ...UNDER_THE_HARNESS],
  fuzz: ['harness', ...UNDER_THE_HARNESS],
  mutants: ['reference', 'spec', 'results'],
  reports: ['results', 'spec'],
  // What it proves, and with what. Not `cli`, which starts it, nor `reports`, which show what it found.
  proof: ['suites', 'fuzz', 'harness', ...UNDER_THE_HARNESS, ...JUDGED],
  // All that is shipped: `twin` is left out of the package.
  cli: ['proof', 'reports', 'suites', 'fuzz', 'harness', ...UNDER_THE_HARNESS, 'reference', 'mutants'],
  // The command starts what was built.
  bin: ['dist'],
  bench: EVERYTHING,
  scripts: EVERYTHING,
};

/** What the tests of a room may import besides. */
export const ROOMS_IN_TESTS: Readonly<Record<string, Rooms>> = {
  oracle: IN_TESTS_OF_JUDGES,
  // A runner is tested with rules to run.
  harness: ['suites', ...IN_TESTS_OF_JUDGES],
  suites: IN_TESTS_OF_JUDGES,
  fuzz: IN_TESTS_OF_JUDGES,
  // Each mutant names rules and invariants that have to exist.
  mutants: ['cli', 'proof', 'suites', 'harness'],
  twin: ['cli', 'proof'],
  proof: ['cli', 'reports'],
  cli: EVERYTHING,
};

interface Parts {
  /** The parts that each part of the room may import besides itself. */
  readonly shared: readonly string[];
  /** The parts that bring the others together: they may import all of the room. */
  readonly collectors: readonly string[];
  /** Further parts that one part may import. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

/** The rooms whose parts are kept apart; within any other, all may import all. Their tests may compare parts. */
export const PARTS: Readonly<Record<string, Parts>> = {
  suites: { shared: ['steps'], collectors: ['registry', 'select'] },
  mutants: {
    shared: ['operators', 'mutant'],
    collectors: ['registry', 'derive'],
  },
  // A reporter is a file, with a folder of the same name where one file is not enough.
  reports: { shared: ['text'], collectors: [], also: { 'kill-matrix-html': ['html'] } },
};
