import { ANY_NAME } from '../../harness/restore/own-writes.ts';
import { plannedOf, type Planned } from '../../harness/restore/planned.ts';
import type { JournalReading } from '../../targets/journal/read-journal.ts';

/** What a journal would have written where it is not so, a line each. */
export function describePlan({ header, entries }: JournalReading): string[] {
  const to = header ? ` at ${header.target.endpoint}` : '';
  const lines = plannedOf(entries).flatMap((planned) =>
    partsOf(planned).map((part) => `would write to account ${planned.account}${to}: ${part}`),
  );
  return lines.length === 0 ? ['would write nothing'] : lines;
}

function partsOf({ snapshot, names }: Planned): string[] {
  const isNamed = (name: string) => names.includes(name) || names.includes(ANY_NAME);
  switch (snapshot.kind) {
    case 'alternate-contact': {
      // A name that is none of these may have been taken for any of them.
      const all = names.some((name) => !(name in snapshot.contacts));
      return Object.entries(snapshot.contacts)
        .filter(([type]) => all || isNamed(type))
        .map(([type, contact]) =>
          contact ? `${type} contact ${JSON.stringify(contact)}` : `no ${type} contact`,
        );
    }
    case 'primary-contact':
      return snapshot.contact ? [`primary contact ${JSON.stringify(snapshot.contact)}`] : [];
    case 'primary-email':
      return [`primary e-mail address ${snapshot.email}`];
    case 'region':
      return Object.entries(snapshot.statuses)
        .filter(([region]) => isNamed(region))
        .map(([region, status]) => `region ${region} ${status}`);
  }
}
