import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FuzzFinding } from '../fuzz-finding.ts';
import { replaceFile } from '../../results/replace-file.ts';

/** More are only counted: a target that breaks everything would fill disk and memory. */
const MOST_BUCKETS = 200;

/** The findings so far, one for each bucket, and one file for each below a directory where one is given. */
export class Buckets {
  readonly #directory: string | null;
  readonly #findings = new Map<string, FuzzFinding>();
  /** Written with another count since. */
  readonly #stale = new Set<string>();
  /** Answers whose bucket was not kept. */
  dropped = 0;

  constructor(directory: string | null) {
    this.#directory = directory === null ? null : join(directory, 'findings');
  }

  get all(): readonly FuzzFinding[] {
    return [...this.#findings.values()];
  }

  /** How many of them break a must. */
  get broken(): number {
    return this.all.filter(({ level }) => level === 'must').length;
  }

  get full(): boolean {
    return this.#findings.size >= MOST_BUCKETS;
  }

  /** Whether nothing is to be looked at in this bucket. */
  isKnown(bucket: string): boolean {
    return this.full || this.#findings.has(bucket);
  }

  /** Counts more answers in a known bucket; whether it is known. */
  count(bucket: string, more: number): boolean {
    const known = this.#findings.get(bucket);
    if (!known) return false;
    known.count += more;
    this.#stale.add(bucket);
    return true;
  }

  /** Keeps a new one under the bucket in which it was met, and writes its file. Returns it with the file's path. */
  async add(bucket: string, finding: FuzzFinding): Promise<FuzzFinding> {
    const path = this.#pathOf(bucket, finding);
    const { reproduce } = finding;
    const command = reproduce.command.replace('FILE', path ?? 'FILE');
    const kept = { ...finding, reproduce: { ...reproduce, command } };
    this.#findings.set(bucket, kept);
    if (path !== null) await replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`);
    return kept;
  }

  /** Writes the counts that changed since. */
  async save(): Promise<void> {
    for (const bucket of this.#stale) {
      const finding = this.#findings.get(bucket);
      const path = finding && this.#pathOf(bucket, finding);
      if (path) await replaceFile(path, `${JSON.stringify(finding, null, 2)}\n`);
    }
    this.#stale.clear();
  }

  #pathOf(bucket: string, { rule, operation }: FuzzFinding): string | null {
    if (this.#directory === null) return null;
    const hash = createHash('sha256').update(bucket).digest('hex').slice(0, 8);
    const name = `${rule} ${operation ?? ''}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
    return join(this.#directory, `${name}-${hash}.json`);
  }
}
