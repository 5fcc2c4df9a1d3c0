import { connect as connectTls } from 'node:tls';
import type { Contract } from '../../spec/contract.ts';
import type { Organization } from '../../spec/world.ts';
import { loadIam } from '../../spec/load-iam.ts';
import { readAnswer, type Answer } from '../../harness/answers/answer.ts';
import { answerForm, describeAnswer } from '../../harness/answers/describe.ts';
import { claimedReads, operationRequest } from '../../harness/contract-lookup.ts';
import { probeInput } from '../../harness/survey/implemented.ts';
import type { Rule } from '../../harness/rule.ts';
import { probeSignatures } from '../../harness/survey/signing-probe.ts';
import { credentialSighting, denialSighting, type Sighting } from '../../harness/trouble/sighting.ts';
import { tellTrouble } from '../../harness/trouble/tell.ts';
import type { WireClient } from '../../targets/transport/exchange.ts';
import { looksReal } from '../../targets/guard/guard-transport.ts';
import { isGoverned } from '../../targets/pacing/governor.ts';
import { isToldOfPage, SEE_PROXY, toldError } from '../../targets/identity/told-error.ts';
import { canBeConfirmed, refusalBySts, callerIdentity } from '../../targets/identity/guard-identities.ts';
import type { Identity, Target } from '../../targets/target.ts';
import { ownCommand } from '../../results/text/own-command.ts';

/** One line of the table. */
export interface Check {
  readonly what: string;
  /** `open`: not asked, or no answer. */
  readonly state: 'ok' | 'wrong' | 'open';
  readonly found: string;
  /** What to do about it. */
  readonly next?: string;
  /** It says nothing about the target. */
  readonly because?: 'trouble';
}

export interface Examination {
  readonly target: Target;
  readonly contract: Contract;
  readonly client: WireClient;
  readonly rules: readonly Rule[];
  /** How many rules and invariants a run reports. */
  readonly reported: number;
  readonly signal?: AbortSignal | undefined;
}

/** Whether the endpoint answers; with which version of TLS. */
export async function checkReachable({ target, contract, client, signal }: Examination): Promise<Check> {
  const what = 'endpoint';
  const [identity] = target.identities;
  const operation = claimedReads(contract, target)[0];
  if (!identity || !operation)
    return { what, state: 'open', found: 'nobody to ask with', next: 'configure an identity' };
  const { fault } = await client.send(
    operationRequest(contract, identity, operation.name, probeInput(contract, operation.name, 0)),
    signal,
  );
  signal?.throwIfAborted();
  if (fault) {
    const next =
      'check the address, the network, the proxy (HTTPS_PROXY) and the certificates (NODE_EXTRA_CA_CERTS)';
    return { what, state: 'wrong', found: `${target.endpoint.href}: ${fault.kind}: ${fault.message}`, next };
  }
  return { what, state: 'ok', found: `${target.endpoint.href} answers${await tlsVersion(target)}` };
}

const CHANGES = {
  read: 'nothing changes',
  write: 'contacts change, and are put back',
  regions: 'contacts and regions change, and are put back',
} as const;

/** What a run may change, with whose keys it signs, and how fast it goes. */
export async function checkSafety({ target, signal }: Examination): Promise<Check[]> {
  const { tier } = target.safety;
  const keys = await Promise.all(target.identities.map(async ({ credentials }) => credentials(signal)));
  const isReal = keys.some(looksReal);
  const found = [
    isReal ? 'with keys that AWS may have issued' : 'with keys that AWS did not issue',
    ...(isReal && !target.loopback ? ['over TLS only'] : []),
    isGoverned(target) ? 'within the documented rates' : 'as fast as it answers',
  ];
  return [
    { what: 'tier', state: 'ok', found: `${tier}: ${CHANGES[tier]}` },
    { what: 'signing', state: 'ok', found: found.join(', ') },
  ];
}

/** Whether each identity is the account that the configuration says. */
export async function checkIdentity({ target, signal }: Examination, identity: Identity): Promise<Check> {
  const { name, role, accountId } = identity;
  const what = `identity ${name}`;
  const said = `${role}, account ${accountId ?? 'not configured'}`;
  if (!canBeConfirmed(target)) {
    const why = target.loopback ? 'not asked on loopback' : 'not asked: the keys are none of AWS';
    return { what, state: 'open', found: `${said} (${why})` };
  }
  try {
    const found = await callerIdentity(target, await identity.credentials(signal), signal);
    if (found.accountId === accountId) return { what, state: 'ok', found: `${said}, ${found.arn}` };
    const next = `write accountId ${found.accountId}, or give the credentials of account ${accountId ?? 'that you mean'}`;
    return { what, state: 'wrong', found: `${said}, but STS says ${found.arn}`, next };
  } catch (error) {
    signal?.throwIfAborted();
    const refused = refusalBySts(name, error);
    if (refused) return { what, state: 'wrong', found: refused.message, because: 'trouble' };
    const why = toldError('STS', error);
    const found = `${said}: ${why}`;
    // It says nothing about who that is.
    if (isToldOfPage(why)) return { what, state: 'wrong', found, next: SEE_PROXY, because: 'trouble' };
    return { what, state: 'wrong', found, next: `check the credentials of ${name}` };
  }
}

/** Which reads an identity is answered, and which permissions it lacks. Nothing that changes something is tried. */
export async function checkReads(examination: Examination, identity: Identity): Promise<Check> {
  const { target, contract, client, signal } = examination;
  const denied: string[] = [];
  const strange: { name: string; told: string }[] = [];
  const refused: Sighting[] = [];
  const operations = claimedReads(contract, target);
  for (const { name, successStatus, errors } of operations) {
    const request = operationRequest(contract, identity, name, probeInput(contract, name, 0));
    const answer = readAnswer(await client.send(request, signal), contract);
    signal?.throwIfAborted();
    const refusal = credentialSighting(answer);
    if (refusal) refused.push(refusal);
    if (answer.error === loadIam(contract.edition).denial.error) denied.push(`account:${name}`);
    else if (isPage(answer) || (answer.status !== successStatus && !errors.includes(answer.error ?? ''))) {
      strange.push({ name, told: describeStrange(answer) });
    }
  }
  const what = `reads of ${identity.name}`;
  const [first] = refused;
  if (first && refused.length === operations.length) {
    const { met, next } = tellTrouble(first.kind, [first], contract.edition);
    return { what, state: 'wrong', found: met, next, because: 'trouble' };
  }
  const answered = operations.length - denied.length - strange.length;
  const found = [
    `${answered} of ${operations.length} answered`,
    ...(denied.length > 0 ? [`denied: ${denied.join(', ')}`] : []),
    ...(strange.length > 0 ? [`not as documented: ${inGroups(strange)}`] : []),
  ].join('; ');
  if (denied.length === 0 && strange.length === 0) return { what, state: 'ok', found };
  const isAllPages =
    strange.length === operations.length && strange.every(({ told }) => told.startsWith(PAGE));
  const next = isAllPages
    ? SEE_PROXY
    : denied.length > 0
      ? `allow ${denied.join(', ')} (${ownCommand()} spec --iam-policy)`
      : 'see the findings of a run in tier read';
  return { what, state: 'wrong', found, next };
}

/** Whether the service says of an organization's trusted access what the configuration says, by a read of a member. */
export async function checkTrust(
  { target, contract, client, signal }: Examination,
  { id, members }: Organization,
): Promise<Check[]> {
  const manager = target.identities.find(
    ({ organization, role }) => organization === id && role === 'management',
  );
  const known = new Set([
    ...target.safety.accounts,
    ...target.identities.map(({ accountId }) => accountId ?? ''),
  ]);
  const member = members.find((account) => known.has(account));
  const read = claimedReads(contract, target).find(({ input: { members: of } }) =>
    Object.entries(of).every(([name, { required }]) => name === 'AccountId' || !required),
  );
  if (!manager || member === undefined || !read) return [];
  const input = { AccountId: member };
  const request = operationRequest(contract, manager, read.name, input);
  const answer = readAnswer(await client.send(request, signal), contract);
  signal?.throwIfAborted();
  const sighting = denialSighting(answer, target, input);
  if (sighting?.kind !== 'trusted-access') return [];
  const { met, next } = tellTrouble(sighting.kind, [sighting], contract.edition);
  return [{ what: `trust of ${id}`, state: 'wrong', found: met, next }];
}

const PAGE = 'an HTML page';

/** No service of AWS answers with one: a proxy does, or a web server that knows no such path. */
function isPage(answer: Answer): boolean {
  return answer.error === null && answerForm(answer).includes('HTML');
}

function inGroups(strange: readonly { readonly name: string; readonly told: string }[]): string {
  return [...Map.groupBy(strange, ({ told }) => told)]
    .map(([told, group]) => `${group.map(({ name }) => name).join(', ')} (${told})`)
    .join('; ');
}

/** Without the body of what is no error: a read holds what the target holds. */
function describeStrange(answer: Answer): string {
  if (isPage(answer)) return `${PAGE} with status ${answer.status}`;
  if (answer.error !== null || answer.status === null) return describeAnswer(answer);
  return `${answer.status} with a body of ${answer.bodyBytes} bytes`;
}

/** What the target can do beside the operations. */
export async function checkCapabilities({ target, contract, client, signal }: Examination): Promise<Check> {
  const { signatures } = target.capabilities;
  const { verifies } =
    signatures === 'probe'
      ? await probeSignatures(target, contract, client, signal ?? new AbortController().signal)
      : { verifies: signatures };
  const rest = Object.entries(target.capabilities).filter(([name]) => name !== 'signatures');
  const found = [
    `signatures ${verifies === null ? 'not known' : verifies ? 'yes' : 'no'}${signatures === 'probe' ? ' (probed)' : ''}`,
    ...rest.map(([name, has]) => `${name} ${has === true ? 'yes' : has === false ? 'no' : 'open'}`),
  ];
  return { what: 'capabilities', state: 'ok', found: found.join(', ') };
}

async function tlsVersion({ endpoint, timing }: Target): Promise<string> {
  if (endpoint.protocol !== 'https:') return ' over plain HTTP';
  return new Promise((resolve) => {
    const socket = connectTls({
      host: endpoint.hostname,
      port: Number(endpoint.port || 443),
      servername: endpoint.hostname,
    });
    const unknown = () => {
      socket.destroy();
      resolve(' over TLS');
    };
    const timer = setTimeout(unknown, timing.requestTimeout);
    socket.once('secureConnect', () => {
      resolve(
        ` over ${socket.getProtocol() ?? 'TLS'}, certificate until ${socket.getPeerCertificate().valid_to}`,
      );
      socket.destroy();
    });
    // Through a proxy the address itself may not be reachable.
    socket.once('error', unknown);
    socket.once('close', () => clearTimeout(timer));
  });
}
