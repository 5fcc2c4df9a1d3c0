import type { ReadFindings } from '../../results/reading/read-findings.ts';
import type { Edition } from '../../spec/contract.ts';
import { isEndpoint } from '../../targets/config/config-values.ts';
import { loadConfig, type LoadedConfig } from '../../targets/config/load-config.ts';
import { PRESET_NAMES } from '../../targets/config/presets.ts';
import { testCredentials } from '../../targets/identity/test-credentials.ts';
import type { Target } from '../../targets/target.ts';
import { isLoopback } from '../../targets/transport/loopback.ts';
import { UsageError } from '../io/exit.ts';
import { openTarget, type OpenTarget, type TargetOptions } from './open-target.ts';

const EMBEDDED = 'embedded';
const SOMEBODY = '111111111111';

/**
 * Whom a replay asks: who is named, else who was asked when the file was written, if that is this machine or a target of
 * the configuration. A file may come from anybody, so no real credentials go to an endpoint that is not configured.
 * @throws {UsageError} where the recorded endpoint is another one.
 */
export async function openReplayTarget(
  options: TargetOptions,
  read: readonly ReadFindings[],
  { edition, say }: { edition: Edition | undefined; say: (message: string) => void },
): Promise<OpenTarget> {
  const isNamed = options.target !== undefined || options.endpoint !== undefined;
  const chosen = isNamed ? options : { ...options, ...(await recordedTarget(options, read)) };
  const opened = await openTarget(chosen, edition);
  const { target, config } = opened;
  const isConfigured = chosen.target !== undefined && Object.hasOwn(config?.targets ?? {}, chosen.target);
  if (isConfigured || isLoopback(target.endpoint)) return opened;
  say(
    `${target.endpoint.host} is of no configured target: signed with test credentials; to use others, write it into the configuration`,
  );
  return { ...opened, target: withTestCredentials(target) };
}

/** Nothing where no file says who was asked. */
async function recordedTarget(
  options: TargetOptions,
  read: readonly ReadFindings[],
): Promise<Pick<TargetOptions, 'target' | 'endpoint'>> {
  const recorded = read.flatMap(({ target }) => target ?? []);
  const [first] = recorded;
  if (!first) return {};
  if (recorded.some(({ endpoint }) => endpoint !== first.endpoint)) {
    throw new UsageError('the findings are of several endpoints: name one with --target or --endpoint');
  }
  const { name, endpoint } = first;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !isEndpoint(url))
    throw new UsageError(`the recorded endpoint ${JSON.stringify(endpoint)} is no endpoint`);
  const config = await loadConfig({ cwd: process.cwd(), file: options.config, env: process.env });
  const configured = configuredAt(url, name, config);
  if (configured !== null) return { target: configured };
  if (!isLoopback(url)) {
    throw new UsageError(
      `the findings are of ${url.href}, which is neither loopback nor of a configured target: name it with --endpoint (it is signed with test credentials), or write it into the configuration`,
    );
  }
  // It was served for that run.
  if (name === EMBEDDED) return { target: EMBEDDED };
  return (PRESET_NAMES as readonly string[]).includes(name) ? { target: name, endpoint } : { endpoint };
}

/** The configured target of that endpoint, rather the one of that name. */
function configuredAt(url: URL, name: string, config: LoadedConfig | null): string | null {
  const names = Object.entries(config?.targets ?? {}).flatMap(([known, { endpoint }]) =>
    endpoint.href === url.href ? [known] : [],
  );
  return names.find((known) => known === name) ?? names[0] ?? null;
}

function withTestCredentials(target: Target): Target {
  const identities = target.identities.map((identity) => {
    const credentials = testCredentials(identity.accountId ?? SOMEBODY);
    return { ...identity, credentials: () => credentials };
  });
  return { ...target, identities };
}
