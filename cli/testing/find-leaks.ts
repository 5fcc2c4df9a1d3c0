/** Those of the secrets that can be read from one of the texts, as they are or encoded. For tests. */
export function findLeaks(texts: readonly string[], secrets: readonly string[]): string[] {
  const readings = texts.flatMap(readingsOf);
  return secrets.filter((secret) => {
    const bare = plain(secret);
    return readings.some((reading) => reading.includes(secret) || reading.includes(bare));
  });
}

/** The text; without the escapes of URLs, JSON and markup; and what its base64 holds, read in the same ways. */
function readingsOf(text: string): string[] {
  const bare = plain(text);
  const unpacked = fromBase64(bare);
  return [text, bare, unpacked, plain(unpacked)];
}

function plain(text: string): string {
  return text
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString())
    .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replaceAll('\\', '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Every run of its digits, from each place where one could begin. */
function fromBase64(text: string): string {
  const runs = text.match(/[\w+/-]{12,}={0,2}/g) ?? [];
  return runs
    .flatMap((run) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('utf8')))
    .join('\n');
}
