import type { Tolerance } from '../../results/tolerance.ts';
import type { JsonObject } from '../../spec/json.ts';

/** What was seen of one operation before the rules. */
export interface SurveyedOperation {
  readonly found: 'as documented' | 'deviates' | 'not implemented';
  /** An input that was accepted, without an account; `null`: none was. */
  readonly acceptedInput: JsonObject | null;
  /** What it does differently every time. */
  readonly tolerances: readonly Tolerance[];
}

const NONE: readonly Tolerance[] = [];

/** What was learned of a target before the rules; of what nobody asked it says nothing against it. */
export class Survey {
  readonly #operations = new Map<string, SurveyedOperation>();
  readonly #tolerances = new Map<string, readonly Tolerance[]>();

  /** Keeps what was seen of an operation, in place of what was seen before. */
  note(operation: string, seen: SurveyedOperation): void {
    this.#operations.set(operation, seen);
    this.#tolerances.clear();
    for (const { tolerances } of this.#operations.values()) {
      for (const tolerance of tolerances) {
        const known = this.tolerancesOf(tolerance.operation);
        this.#tolerances.set(tolerance.operation, [...known, tolerance]);
      }
    }
  }

  /** An input of the operation that was seen accepted, without an account; `null`: none was. */
  acceptedInput(operation: string): JsonObject | null {
    return this.#operations.get(operation)?.acceptedInput ?? null;
  }

  /** Whether the operation answers: all but what was seen to be missing. */
  isUsable(operation: string): boolean {
    return this.#operations.get(operation)?.found !== 'not implemented';
  }

  /** The further forms in which answers of an operation are let pass. */
  tolerancesOf(operation: string): readonly Tolerance[] {
    return this.#tolerances.get(operation) ?? NONE;
  }

  /** All of them. */
  get tolerances(): readonly Tolerance[] {
    return [...this.#tolerances.values()].flat();
  }

  /** Operations that were seen to be missing, by name. */
  get missing(): string[] {
    const names = [...this.#operations.keys()];
    return names.filter((name) => !this.isUsable(name)).toSorted();
  }
}
