import type { Edition } from '../../spec/contract.ts';
import { loadContract } from '../../spec/load-contract.ts';
import { refuseOtherHost } from '../../targets/guard/guard-transport.ts';
import { loadConfig, type LoadedConfig } from '../../targets/config/load-config.ts';
import { Redactor } from '../../results/redact/redactor.ts';
import { guardDoor, hideVariables } from '../io/door.ts';
import { resolveTarget } from '../../targets/config/resolve-target.ts';
import type { Target } from '../../targets/target.ts';

export interface TargetOptions {
  readonly target?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly config?: string;
  /** Whether requests may be sent that could exhaust the service. */
  readonly hostile?: boolean;
}

export interface OpenTarget {
  readonly target: Target;
  readonly config: LoadedConfig | null;
  close(): Promise<void>;
}

const EMBEDDED = 'embedded';

/**
 * Finds out who is asked; the embedded target is started, everything else is only addressed.
 * @param edition what the embedded target serves; where it is not given, what the configuration says.
 */
export async function openTarget(options: TargetOptions, edition?: Edition): Promise<OpenTarget> {
  const opened = await openNamed(options, edition);
  if (options.hostile !== true) return opened;
  const { target } = opened;
  return { ...opened, target: { ...target, safety: { ...target.safety, hostile: true } } };
}

async function openNamed(options: TargetOptions, edition?: Edition): Promise<OpenTarget> {
  const config = await loadConfig({ cwd: process.cwd(), file: options.config, env: process.env });
  if (config) hideVariables(config.expanded);
  hideSecrets(process.env);
  const named =
    options.target ?? (options.endpoint === undefined && !hasEndpoint(process.env) ? EMBEDDED : undefined);
  if (named === EMBEDDED && options.endpoint === undefined) {
    const { startEmbedded } = await import('../../proof/embedded.ts');
    const embedded = await startEmbedded({
      verifySignatures: true,
      contract: loadContract(edition ?? config?.run?.edition),
    });
    return { target: embedded.target, config, close: () => embedded.close() };
  }
  const { endpoint, region } = options;
  const target = resolveTarget({
    ...(named === undefined ? {} : { target: named }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(config === null ? {} : { config }),
    env: process.env,
  });
  const configured = named === undefined ? undefined : config?.targets[named]?.endpoint;
  if (configured) refuseOtherHost(target.name, configured, target.endpoint);
  for (const notice of target.notices ?? []) process.stderr.write(`${notice}\n`);
  return { target, config, close: async () => {} };
}

/** Also from what is said before anything is signed with them. */
function hideSecrets(env: NodeJS.ProcessEnv): void {
  const secrets = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].flatMap((name) => env[name] ?? []);
  if (secrets.length === 0) return;
  const redactor = new Redactor();
  for (const secret of secrets) redactor.learnSecret(secret);
  guardDoor(redactor);
}

function hasEndpoint(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env['AWS_ENDPOINT_URL_ACCOUNT'] ?? env['AWS_ENDPOINT_URL']);
}
