import { countNoun, cutText } from '../../results/text/wording.ts';
import { escapeInvisible } from '../../results/text/escape-invisible.ts';
import type { Finding, ReplayCall, RuleResult } from '../../results/record.ts';

/** One labelled part of a finding; lines are safe to show. */
interface FindingPart {
  readonly label: string;
  readonly lines: readonly string[];
}

const LONGEST_LINE = 2_000;
const MOST_CALLS = 50;

/** A finding as labelled lines, in the order in which a reader needs them. Strings of the target are escaped. */
export function describeFinding(finding: Finding): FindingPart[] {
  const { counterexample, reproduce } = finding;
  const parts: (FindingPart | null)[] = [
    part('finding', escapeInvisible(finding.id)),
    part('requirement', `${finding.statement} (${finding.level})`),
    part('source', finding.source),
    part('found', finding.message),
    part('expected', finding.expected),
    part('actual', finding.actual),
    part('changed', finding.variant),
    part('counterexample', counterexample === null ? null : JSON.stringify(counterexample)),
    part('shrinking', finding.shrinkNote),
    part('occurrences', occurrences(finding)),
    part('flaky', finding.flaky ? NOT_AGAIN : null),
    part('hostile', finding.hostile ? ONLY_HOSTILE : null),
    { label: 'calls', lines: callLines(finding) },
    part('reproduce', reproduce.command),
    part('curl', reproduce.curl),
  ];
  return parts.filter((one) => one !== null && one.lines.length > 0) as FindingPart[];
}

/** What is said of a flaky finding. */
export const NOT_AGAIN = 'the rule failed when it was run again, but not with this answer';

/** What is said of a finding that ordinary runs do not meet. */
export const ONLY_HOSTILE =
  'a request that could exhaust the service showed it, which is sent only with --hostile';

/** How many exchanges showed it, where it was more than one; `null`: one. */
export function occurrences({ count }: Finding): string | null {
  return count > 1 ? `${count} exchanges; the most telling is shown` : null;
}

/** The finding as plain text, one part below the other. */
function findingText(finding: Finding): string {
  return describeFinding(finding)
    .map(({ label, lines }) => `${label}:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    .join('\n');
}

function part(label: string, text: string | null): FindingPart | null {
  return text === null || text === '' ? null : { label, lines: safeLines(text) };
}

function callLines({ calls }: Finding): string[] {
  const shown = calls.slice(0, MOST_CALLS).flatMap((call, index) => {
    const number = `${index + 1}.`;
    const timing = describeTiming(call);
    const sender = call.identity ?? 'unsigned';
    return [
      ...safeLines(`${number} ${sender}: ${describeRequest(call)}${timing === '' ? '' : ` (${timing})`}`),
      ...safeLines(`${' '.repeat(number.length)} → ${call.actual}`),
    ];
  });
  const left = calls.length - MOST_CALLS;
  return left > 0 ? [...shown, `(${left} more calls are in the JSON result)`] : shown;
}

function safeLines(text: string): string[] {
  return [escapeInvisible(cutText(text, LONGEST_LINE))];
}

/** What was sent, in one line: the operation with its input, or the request line with the body's beginning. */
export function describeRequest({ request }: Pick<ReplayCall, 'request'>): string {
  if (request.kind === 'operation') return `${request.operation} ${JSON.stringify(request.input)}`;
  const body = Buffer.from(request.body, 'base64').toString('utf8');
  const unsigned = request.signing === null ? ' (unsigned)' : '';
  return `${request.method} ${request.target}${unsigned}${body === '' ? ' with an empty body' : ` ${body}`}`;
}

/** When a call is sent in relation to the others; `''` where there is nothing to say. */
export function describeTiming({ withinMs, group }: Pick<ReplayCall, 'withinMs' | 'group'>): string {
  const polled = withinMs ? `polled up to ${withinMs} ms` : '';
  const together = group === undefined ? '' : `concurrent group ${group}`;
  return [polled, together].filter((text) => text !== '').join(', ');
}

const LONGEST_MESSAGE = 500;
const LONGEST_TEXT = 20_000;

/** Why a rule has its outcome, in one safe line; `''` for a plain pass. */
export function resultMessage(rule: RuleResult): string {
  const { findings: [first] = [], reason } = rule;
  const found = [reason, first?.message].filter((text) => text !== undefined).join(': ');
  const message = `${cutText(found, LONGEST_MESSAGE)}${othersText(rule)}`;
  return escapeInvisible([message, blockedText(rule)].filter((one) => one !== '').join('; '));
}

/** How many findings there are beside the first; `''` for none. */
function othersText({ findings = [], moreFindings = 0 }: RuleResult): string {
  const others = Math.max(0, findings.length - 1) + moreFindings;
  return others === 0 ? '' : ` (and ${countNoun(others, 'other finding')})`;
}

/** The same for many rules at once: what the ids of the findings say that block them is not said twice. */
export function groupMessage(rule: RuleResult): string {
  const { blockedBy = [], reason = '', findings = [] } = rule;
  const isTwice = blockedBy.length > 0 && blockedBy.every((id) => isTold(id, reason));
  return isTwice && findings.length === 0 ? escapeInvisible(blockedText(rule)) : resultMessage(rule);
}

const MOST_IDS = 5;

/** Which findings took away what the rule rests on; `''` for none. */
function blockedText({ blockedBy = [] }: RuleResult): string {
  if (blockedBy.length === 0) return '';
  const left = blockedBy.length - MOST_IDS;
  const ids = blockedBy.slice(0, MOST_IDS).join(', ');
  return cutText(`blocked by ${ids}${left > 0 ? ` and ${left} more` : ''}`, LONGEST_MESSAGE);
}

/** Whether a reason says all that a finding does, such as which operation is not implemented. */
function isTold(finding: string, reason: string): boolean {
  const words = (finding.split('/').at(-1) ?? '').split(' ');
  return words.every((word) => reason.includes(word));
}

/** The rest of what is known about a rule as safe plain text: both runs, and its findings. */
export function resultText({ findings = [], moreFindings = 0, secondRun }: RuleResult): string {
  const again = secondRun ? `repeated:\n  the same rule, run again: ${secondRun.outcome}\n` : '';
  const longest = Math.floor(LONGEST_TEXT / Math.max(1, findings.length));
  const texts = findings.map((finding, index) => {
    const title = findings.length === 1 ? '' : `finding ${index + 1} of ${findings.length + moreFindings}:\n`;
    return `${title}${cutText(findingText(finding), longest)}`;
  });
  return `${again}${texts.join('\n\n')}`;
}
