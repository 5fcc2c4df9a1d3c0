/** A set that forgets its oldest members. */
export class RecentSet {
  readonly #most: number;
  readonly #members = new Set<string>();

  constructor(most: number) {
    this.#most = most;
  }

  add(member: string): void {
    this.#members.add(member);
    if (this.#members.size <= this.#most) return;
    for (const oldest of this.#members) {
      this.#members.delete(oldest);
      return;
    }
  }

  has(member: string): boolean {
    return this.#members.has(member);
  }

  /** The last of them, the newest first. */
  newest(count: number): string[] {
    return [...this.#members].slice(-count).toReversed();
  }
}
