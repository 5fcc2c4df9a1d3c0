import type { ReplayCall } from '../../results/record.ts';

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
  return [polled, together].filter((part) => part !== '').join(', ');
}
