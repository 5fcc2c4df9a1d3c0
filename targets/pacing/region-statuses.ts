import { readableBody } from '../transport/readable-body.ts';
import type { WireResponse } from '../transport/exchange.ts';

interface RegionEntry {
  readonly RegionName?: string;
  readonly RegionOptStatus?: string;
}

/** The statuses in an answer, of one region or of a page of them; none where it cannot be read. */
export function regionsIn(response: WireResponse | null): RegionEntry[] {
  if (!response) return [];
  const body = readableBody(response);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  // What says nothing of them can be large.
  if (!bytes.includes('RegionOptStatus')) return [];
  try {
    const read = JSON.parse(bytes.toString('utf8')) as RegionEntry & { Regions?: RegionEntry[] };
    const entries = Array.isArray(read.Regions) ? read.Regions : [read];
    return entries.filter(({ RegionOptStatus: status }) => status !== undefined);
  } catch {
    return [];
  }
}
