import type { Contract, Shape, Zone } from './contract.ts';
import type { Evidence } from './load-evidence.ts';
import type { DeviationEntry } from './load-deviations.ts';
import type { Lifecycle } from './load-lifecycle.ts';
import type { Quotas } from './load-quotas.ts';
import type { Ruling } from './load-rulings.ts';
import { SpecError } from './read-spec-file.ts';

/** The files of spec/ that name each other's entries. */
export interface SpecFiles {
  readonly contract: Contract;
  readonly rulings: readonly Ruling[];
  readonly lifecycle: Lifecycle;
  readonly quotas: Quotas;
  readonly evidence: readonly Evidence[];
  readonly deviations: readonly DeviationEntry[];
}

/** Every name in one file of spec/ that must be an entry of another, and is not. Empty: the files fit together. */
export function crossFileMistakes(files: SpecFiles): SpecError[] {
  return [...rulings(files), ...names(files), ...openDeviations(files)];
}

function rulings({ contract, rulings: known }: SpecFiles): SpecError[] {
  const zoneRulings = known.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
  const used = new Set(
    Object.values(contract.operations).flatMap(({ input }) => zonesOf(input).map(({ ruling }) => ruling)),
  );
  const missing = [...used].filter((id) => !zoneRulings.includes(id));
  const idle = zoneRulings.filter((id) => !used.has(id));
  return [
    ...missing.map(
      (id) =>
        new SpecError(
          'spec/account.openapi.yaml',
          `ruling ${id}`,
          'expected an entry of kind zone in spec/rulings.yaml',
        ),
    ),
    ...idle.map(
      (id) =>
        new SpecError('spec/rulings.yaml', id, 'expected a zone of spec/account.openapi.yaml to name it'),
    ),
  ];
}

function openDeviations({ deviations, rulings: known }: SpecFiles): SpecError[] {
  return deviations.flatMap(({ kind, ruling }) =>
    ruling === null || known.some(({ id }) => id === ruling)
      ? []
      : [
          new SpecError(
            'spec/deviations.yaml',
            kind,
            `expected an entry of spec/rulings.yaml, found ${ruling}`,
          ),
        ],
  );
}

function zonesOf(shape: Shape): readonly Zone[] {
  switch (shape.kind) {
    case 'string':
      return shape.zones;
    case 'integer':
      return [];
    case 'list':
      return zonesOf(shape.member);
    case 'structure':
      return Object.values(shape.members).flatMap((member) => zonesOf(member.shape));
  }
}

function names({ contract, lifecycle, quotas, evidence }: SpecFiles): SpecError[] {
  const errors = new Set(contract.errors.map(({ name }) => name));
  const operation = (file: string, place: string, name: string) =>
    Object.hasOwn(contract.operations, name)
      ? []
      : [new SpecError(file, place, `expected an operation of the contract, found ${name}`)];
  const error = (file: string, place: string, name: string) =>
    errors.has(name) ? [] : [new SpecError(file, place, `expected an error of the contract, found ${name}`)];
  const steps = evidence.flatMap(({ id, steps: calls }) => calls.map((call) => ({ id, ...call })));
  return [
    ...lifecycle.transitions.flatMap((entry) =>
      operation('spec/lifecycle.yaml', 'transitions', entry.request),
    ),
    ...lifecycle.refusals.flatMap((entry) => operation('spec/lifecycle.yaml', 'refusals', entry.request)),
    ...[...lifecycle.refusals, lifecycle.unknownRegion]
      .flatMap((entry) => entry.errors)
      .flatMap((name) => error('spec/lifecycle.yaml', 'refusals', name)),
    ...Object.keys(quotas.rates).flatMap((name) => operation('spec/quotas.yaml', 'rates', name)),
    ...[quotas.refusedAs, ...quotas.alsoSeenAs].flatMap((name) =>
      error('spec/quotas.yaml', 'overQuota', name),
    ),
    ...steps.flatMap((step) => operation('spec/evidence.yaml', step.id, step.operation)),
    ...steps.flatMap(({ id, answers }) =>
      answers.flatMap((answer) =>
        answer.error === undefined ? [] : error('spec/evidence.yaml', id, answer.error),
      ),
    ),
  ];
}
