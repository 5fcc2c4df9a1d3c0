import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_EDITION, EDITIONS } from '../../spec/contract.ts';
import { LONGEST_MS, MOST } from '../../targets/config/read-text-file.ts';
import { ownCommand } from '../../results/text/own-command.ts';
import { tool } from '../io/tool.ts';

/** The commands with their options. What they do is loaded when one runs, so that --help is quick. */
export function createProgram(): Command {
  const program = new Command('account-conformance')
    .description('Proves whether an endpoint behaves as AWS Account Management does.')
    .version(tool.version)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(${ownCommand()} --help lists the commands and options)`);
  addRun(program);
  addFuzz(program);
  addReplay(program);
  addMerge(program);
  addDoctor(program);
  addRestore(program);
  addServe(program);
  addMutants(program);
  addCatalogue(program);
  return program;
}

const TARGET_OPTIONS: readonly Option[] = [
  new Option('--target <name>', 'a preset (embedded, moto, ministack) or a name in the configuration'),
  new Option('--endpoint <url>', 'the endpoint to test'),
  new Option('--region <region>', 'the signing region'),
  new Option('--config <file>', 'configuration file; default account-conformance.config.{yaml,json,ts,js}'),
];

const hostile = () =>
  new Option('--hostile', 'also send what could exhaust the service: bodies and lengths beyond a megabyte');

const edition = () =>
  new Option('--edition <edition>', 'which contract').choices([...EDITIONS]).default(DEFAULT_EDITION);

function command(
  parent: Command,
  name: string,
  description: string,
  options: readonly Option[] = [],
): Command {
  const made = parent.command(name).description(description);
  for (const option of options) made.addOption(option);
  return made;
}

function addRun(program: Command): void {
  command(program, 'run', 'run the rules against a target', [...TARGET_OPTIONS, ...REPORT_OPTIONS])
    .addOption(hostile())
    .configureOutput({ outputError: (message, write) => write(withNewName(message)) })
    .option('--suite <suite...>', 'only these suites')
    .option('--rule <id...>', 'only these rules; * matches any text')
    .option('--operation <operation...>', 'only rules that send these operations')
    .option('--exclude <id|suite...>', 'leave out these rules and suites; * matches any text')
    .addOption(
      new Option('--edition <edition>', 'which contract (default: "guide-2024")').choices([...EDITIONS]),
    )
    .option('--seed <n>', 'the seed of all generated values; default: a fresh one', integer)
    .option('--runs <n>', 'the number of values drawn per property (default: 20)', runs)
    .option(
      '--workers <n>',
      'the number of rules that run side by side (default: 4; 16 when rates are kept)',
      workers,
    )
    .addOption(new Option('--order <order>', 'the order in which rules run').choices(['seed', 'id']))
    .addOption(
      new Option('--tier <tier>', 'lower what the run may change').choices(['read', 'write', 'regions']),
    )
    .option('--strict', 'fail the run on a broken should too')
    .option('--bail', 'stop at the first failure')
    .option('--require-complete', 'exit 4 when a must was skipped, blocked or excluded')
    .option('--shard <i/n>', 'run part i of n; the parts together are the whole run')
    .option('--timeout <ms>', 'the timeout of one request', milliseconds)
    .option('--wait <duration>', 'ask until the target is ready, at most so long, such as 60s', duration)
    .option(
      '--max-duration <duration>',
      'end in good order after so long, such as 50m: the state is put back, and what did not run is skipped',
      duration,
    )
    .option('--max-requests-per-second <n>', 'the limit for all requests together', perSecond)
    .option(
      '--journal <file>',
      'where the original state is recorded before it is changed; default: the state directory',
    )
    .option('--restore-first', 'put back what an interrupted run left instead of refusing to start')
    .option('--quiet', 'print only findings and the verdict')
    .option('--compare <file>', 'print what changed since this result file')
    .option('--known-failures <file>', 'the known failures of the target, which do not fail the run')
    .option(
      '--update-known-failures',
      'write the current failures into the file of --known-failures, and be judged by it',
    )
    .action(async (options) => {
      const { runCommand } = await import('../commands/run-command.ts');
      process.exitCode = await runCommand(options);
    });
}

/** What options of `run` were called once, and are called now. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['--expectations', '--known-failures'],
  ['--update-expectations', '--update-known-failures'],
]);

/** An error about an unknown option says the new name of one that was renamed. */
function withNewName(message: string): string {
  const [, old = ''] = /unknown option '(--[\w-]+)/.exec(message) ?? [];
  const now = RENAMED.get(old);
  return now === undefined ? message : `error: ${old} is called ${now} now\n`;
}

const REPORT_OPTIONS: readonly Option[] = [
  new Option('--junit <file>', 'write JUnit XML'),
  new Option('--json <file>', 'write the result file'),
  new Option('--html <file>', 'write a self-contained HTML report'),
  new Option('--markdown <file>', 'write a Markdown summary'),
  new Option('--ctrf <file>', 'write Common Test Report Format JSON'),
  new Option('--sarif <file>', 'write SARIF'),
  new Option('--badge <file>', 'write the JSON of a shields badge'),
];

function addMerge(program: Command): void {
  command(program, 'merge', 'make one report of the result files of shards', REPORT_OPTIONS)
    .argument('<result...>', 'result files written by --json')
    .action(async (files: string[], options) => {
      const { mergeCommand } = await import('../commands/merge-command.ts');
      process.exitCode = await mergeCommand(files, options);
    });
}

function addFuzz(program: Command): void {
  command(program, 'fuzz', 'send generated calls until something is found', TARGET_OPTIONS)
    .addOption(edition())
    .addOption(hostile())
    .option(
      '--time <duration>',
      'such as 60s, 10m or 2h (default: 60s, unless another bound is given)',
      duration,
    )
    .option('--max-requests <n>', 'stop after this many requests', positive)
    .option('--max-findings <n>', 'stop at the n-th finding', positive)
    .option('--max-requests-per-second <n>', 'the limit for all requests together', perSecond)
    .option('--seed <n>', 'the seed of all generated calls; default: a fresh one', integer)
    .option('--corpus <dir>', 'where inputs and findings are kept (default: .account-conformance/<target>)')
    .action(async (options) => {
      const { fuzzCommand } = await import('../commands/fuzz-command.ts');
      process.exitCode = await fuzzCommand(options);
    });
}

function addReplay(program: Command): void {
  command(program, 'replay', 'send the calls of a finding again and judge the answers', TARGET_OPTIONS)
    .argument('<file>', 'a result file of --json, a single finding, or a directory of findings')
    .option('--rule <id...>', 'only the findings of these rules')
    .addOption(hostile())
    .action(async (file: string, options) => {
      const { replayCommand } = await import('../commands/replay-command.ts');
      process.exitCode = await replayCommand(file, options);
    });
}

function addDoctor(program: Command): void {
  command(
    program,
    'doctor',
    'report what is reachable, who is who and what a run would cover; changes nothing',
    [...TARGET_OPTIONS, edition()],
  ).action(async (options) => {
    const { doctorCommand } = await import('../commands/doctor-command.ts');
    process.exitCode = await doctorCommand(options);
  });
}

function addRestore(program: Command): void {
  command(program, 'restore', 'put back what an interrupted run changed', TARGET_OPTIONS)
    .argument('[journal]', 'the journal of that run; default: all that are left')
    .option('--yes', 'write what a journal says that stands outside the state directory')
    .option('--forget <account...>', 'keep what is there now, and let go of what these accounts held before')
    .action(async (journal: string | undefined, options) => {
      const { restoreCommand } = await import('../commands/restore-command.ts');
      process.exitCode = await restoreCommand(journal, options);
    });
}

function addServe(program: Command): void {
  command(program, 'serve', 'serve the reference service on loopback, for any client', [edition()])
    .option('--port <n>', 'the port to listen on; default: a free one', port)
    .option('--region-delay <ms>', 'how long a region change stays pending', delay)
    .option('--verify-signatures', 'check Signature Version 4')
    .option('--enforce-quotas', 'enforce the documented rates')
    .option('--mutant <id>', 'serve this deliberately faulty service (see: mutants)')
    .action(async (options) => {
      const { serveCommand } = await import('../commands/serve-command.ts');
      await serveCommand(options);
    });
}

function addMutants(program: Command): void {
  command(program, 'mutants', 'prove that each rule finds the faults that name it: the kill matrix', [
    edition(),
  ])
    .option('--only <id...>', 'only these mutants; * matches any text')
    .option('--seed <n>', 'the seed of all generated values (default: 1)', integer)
    .addOption(new Option('--full', 'let every rule judge every mutant').conflicts('compound'))
    .option('--compound <k>', 'serve k mutants at once and print how many of them are found', positive)
    .option('--count <n>', 'the number of such compounds, drawn by seed (default: 100)', positive)
    .option('--json <file>', 'write the matrix, or what became of the compounds, as JSON')
    .addOption(
      new Option('--html <file>', 'write the matrix as a self-contained HTML page with a heat map').conflicts(
        'compound',
      ),
    )
    .action(async (options) => {
      const { mutantsCommand } = await import('../commands/mutants-command.ts');
      process.exitCode = await mutantsCommand(options);
    });
}

function addCatalogue(program: Command): void {
  command(program, 'rules', 'list the rules', [edition()])
    .option('--suite <suite...>', 'only these suites')
    .addOption(new Option('--json', 'as JSON').conflicts('markdown'))
    .option('--markdown', 'print them as Markdown')
    .action(async (options) => {
      const { rulesCommand } = await import('../commands/rules-command.ts');
      await rulesCommand(options);
    });
  command(program, 'explain', 'explain what a rule checks and why, where it is written and what proves it', [
    edition(),
  ])
    .argument('<id>', 'the rule')
    .option('--no-example', 'without running it once on the embedded service for an exchange to show')
    .action(async (id: string, options) => {
      const { explainCommand } = await import('../commands/explain-command.ts');
      await explainCommand(id, options);
    });
  command(program, 'spec', 'print the contract', [edition()])
    .addOption(new Option('--openapi', 'print the OpenAPI document of the package').conflicts('iamPolicy'))
    .option('--iam-policy', 'print the IAM policy that a run needs, and nothing more')
    .addOption(new Option('--tier <tier>', 'the tier of that run').choices(['read', 'write', 'regions']))
    .action(async (options) => {
      const { specCommand } = await import('../commands/spec-command.ts');
      await specCommand(options);
    });
}

const runs = (text: string) =>
  bounded(text, 1, `a whole number, 1 or more and at most ${MOST.runs}`, MOST.runs);
const workers = (text: string) =>
  bounded(text, 1, `a whole number, 1 or more and at most ${MOST.workers}`, MOST.workers);
const perSecond = (text: string) =>
  bounded(text, 1, `a whole number, 1 or more and at most ${MOST.requestsPerSecond}`, MOST.requestsPerSecond);
const milliseconds = (text: string) =>
  bounded(text, 1, `a whole number, 1 or more and at most ${LONGEST_MS}`, LONGEST_MS);

function integer(text: string): number {
  return bounded(text, Number.MIN_SAFE_INTEGER, 'a whole number');
}
function delay(text: string): number {
  return bounded(text, 0, `a whole number, 0 or more and at most ${LONGEST_MS}`, LONGEST_MS);
}
function positive(text: string): number {
  return bounded(text, 1, 'a whole number, 1 or more');
}
/** In milliseconds. */
function duration(text: string): number {
  const [, amount, unit = 's'] = /^(\d+)(ms|s|m|h)?$/.exec(text) ?? [];
  const value = Number(amount) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit as 'ms' | 's' | 'm' | 'h'];
  if (!(value >= 1 && value <= LONGEST_MS)) {
    throw new InvalidArgumentError('expected a duration such as 30s, 10m or 2h, of 24 days at most.');
  }
  return value;
}
function port(text: string): number {
  return bounded(text, 0, 'a port, at most 65535', 65_535);
}
function bounded(text: string, least: number, what: string, most: number = Number.MAX_SAFE_INTEGER): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`expected ${what}.`);
  return value;
}
