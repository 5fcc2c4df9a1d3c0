import type { Selection } from '../../suites/select.ts';
import { MOST } from '../../targets/config/read-text-file.ts';
import { UsageError } from '../io/exit.ts';

/** Parses `i/n`, counted from 1. @throws {UsageError} for anything else. */
export function parseShard(text: string | undefined): Selection['shard'] {
  if (text === undefined) return null;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST.shards)) {
    throw new UsageError(
      `--shard ${text}: expected i/n with i from 1 to n, such as 2/3, and n at most ${MOST.shards}`,
    );
  }
  return shard;
}
