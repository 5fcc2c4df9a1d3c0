import type { RecordedTrouble } from '../../results/record.ts';
import type { Edition } from '../../spec/contract.ts';
import { loadIam } from '../../spec/load-iam.ts';
import { troubleOf } from '../../spec/load-trouble.ts';
import { ownCommand } from '../../results/text/own-command.ts';
import type { Sighting } from './sighting.ts';

/** What was seen of one kind of trouble, as it is told: everybody who met it, and all that showed it. */
export function tellTrouble(kind: string, seen: readonly Sighting[], edition: Edition): RecordedTrouble {
  const { met, next } = troubleOf(kind);
  const { actions } = loadIam(edition);
  const named = seen.flatMap(
    ({ operation }) => actions.find((one) => one.operation === operation)?.name ?? [],
  );
  const filled: Readonly<Record<string, string>> = {
    who: listed(seen.map(({ identity }) => identity.name)),
    found: listed(seen.map(({ found }) => found)),
    off: seen[0]?.off ?? '',
    actions: listed(named),
  };
  return {
    kind,
    met: met.replaceAll(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? ''),
    next: next.replaceAll('{command}', ownCommand()),
  };
}

function listed(texts: readonly string[]): string {
  return new Intl.ListFormat('en').format([...new Set(texts)].toSorted());
}
