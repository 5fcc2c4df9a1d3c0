import type { RuleContext } from '../../harness/context.ts';
import { type Rule, rule } from '../../harness/rule.ts';
import { precondition, draw } from '../../harness/subject.ts';
import { protocol } from '../../harness/source.ts';
import { own } from '../steps/accounts.ts';
import { CONTACT_KINDS, type ContactKind } from '../steps/contact-kinds.ts';
import { contactOf, ofKind, withContact } from './broken-contacts.ts';
import { putAndRead } from '../steps/contacts.ts';

/** In every member, alone and within a text. */
async function survivesSurrogates(context: RuleContext, kind: ContactKind): Promise<void> {
  const subject = own(context.caller);
  const [sent = {}] = draw({ context, ...subject }, 'contact', kind.values(context, 1));
  await precondition(() => putAndRead(subject.caller, sent, subject.account));
  const contact = contactOf(kind, sent);
  for (const name of Object.keys(contact)) {
    for (const text of ['\ud800', 'a\udfffz']) {
      const input = withContact(kind, { ...contact, [name]: text });
      await subject.caller
        .expect(kind.put, input, { provokes: ['body'] })
        .toAnswer({ kind: 'no-server-error' });
    }
  }
}

function loneSurrogates(kind: ContactKind): Rule {
  const { common } = ofKind(kind);
  return rule({
    ...common,
    id: `errors/lone-surrogates/${kind.put}`,
    statement: `A lone surrogate in any member of the contact does not make ${kind.put} fail with a server error.`,
    source: protocol('restJson1: strings are Unicode text'),
    check: (context) => survivesSurrogates(context, kind),
  });
}

export const loneSurrogatesRules: readonly Rule[] = CONTACT_KINDS.map(loneSurrogates);
