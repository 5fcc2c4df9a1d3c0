/** Ids of rules that are gone, and what became of each, in words. An id is never given a new meaning; nothing released has lost one yet. */
export const RETIRED: ReadonlyMap<string, string> = new Map();
