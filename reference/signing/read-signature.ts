import { headerValues, type ServiceRequest } from '../core/request/http-message.ts';
import { queryParameters } from './canonical-request.ts';
import type { SigningSpec } from '../../spec/load-signing.ts';
import { Refusal } from '../core/refusal.ts';

/** What a request says about its signature, in the header or in the query string. Absent fields are empty. */
export interface SignatureFields {
  readonly form: 'header' | 'query';
  readonly algorithm: string;
  /** Access key id, date, region, service, terminator. */
  readonly credential: readonly string[];
  readonly signedHeaders: string;
  readonly signature: string;
  readonly timestamp: string;
  /** Seconds, as text; only in the query form. */
  readonly expires: string;
  readonly sessionToken: string | null;
}

/** Reads the fields from the Authorization header or, without one, from the query. Refuses a request with neither. */
export function readSignature(request: ServiceRequest, signing: SigningSpec): SignatureFields {
  const [authorization] = headerValues(request, 'authorization');
  if (authorization !== undefined) return fromHeader(request, authorization, signing);
  const query = new Map(queryParameters(request.target));
  if (query.has('X-Amz-Signature') || query.has('X-Amz-Credential') || query.has('X-Amz-Algorithm'))
    return fromQuery(query, signing);
  throw signingRefusal(signing, 'unsigned', 'The request is not signed.');
}

function fromHeader(request: ServiceRequest, authorization: string, signing: SigningSpec): SignatureFields {
  const [algorithm = '', ...rest] = authorization.trim().split(/\s+/);
  const fields = new Map(
    rest
      .join(' ')
      .split(',')
      .map((field): [string, string] => {
        const equals = field.indexOf('=');
        return [field.slice(0, Math.max(0, equals)).trim(), field.slice(equals + 1).trim()];
      }),
  );
  const [amzDate] = headerValues(request, 'x-amz-date');
  const [httpDate] = headerValues(request, 'date');
  return {
    form: 'header',
    algorithm,
    credential: credentialOf(fields.get('Credential'), signing),
    signedHeaders: fields.get('SignedHeaders') ?? '',
    signature: fields.get('Signature') ?? '',
    timestamp: amzDate ?? httpDate ?? '',
    expires: '',
    sessionToken: headerValues(request, 'x-amz-security-token')[0] ?? null,
  };
}

function fromQuery(query: ReadonlyMap<string, string>, signing: SigningSpec): SignatureFields {
  return {
    form: 'query',
    algorithm: query.get('X-Amz-Algorithm') ?? '',
    credential: credentialOf(query.get('X-Amz-Credential'), signing),
    signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
    signature: query.get('X-Amz-Signature') ?? '',
    timestamp: query.get('X-Amz-Date') ?? '',
    expires: query.get('X-Amz-Expires') ?? '',
    sessionToken: query.get('X-Amz-Security-Token') ?? null,
  };
}

function credentialOf(text: string | undefined, signing: SigningSpec): readonly string[] {
  if (text !== undefined && text !== '') return text.split('/');
  throw signingRefusal(signing, 'malformed-header', 'The signature names no credential.');
}

/** The refusal of a request for what is wrong with its signature, named as spec/signing.yaml says first for the cause. */
export function signingRefusal(signing: SigningSpec, cause: string, message: string): Refusal {
  const entry = signing.refusals.find((one) => one.cause === cause);
  const name = entry?.names[0] ?? cause;
  return new Refusal(name, message, { status: signing.statusesByName[name]?.[0] });
}
