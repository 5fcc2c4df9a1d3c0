import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from '../target.ts';

/** The keys that stand in the shared files for a profile; `null`: there are none, or they are got in another way. */
export function profileKeys(profile: string, env: NodeJS.ProcessEnv): Credentials | null {
  const home = join(env['HOME'] ?? env['USERPROFILE'] ?? homedir(), '.aws');
  const settings = {
    ...sectionOf(env['AWS_CONFIG_FILE'] ?? join(home, 'config'), [`profile ${profile}`, profile]),
    ...sectionOf(env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, 'credentials'), [profile]),
  };
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, role_arn: role } = settings;
  if (!accessKeyId || !secretAccessKey || role) return null;
  return { accessKeyId, secretAccessKey, sessionToken: settings['aws_session_token'] || undefined };
}

function sectionOf(file: string, names: readonly string[]): Record<string, string> {
  const settings: Record<string, string> = Object.create(null) as Record<string, string>;
  let inside = false;
  for (const line of linesOf(file)) {
    const [, section] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    if (section !== undefined) inside = names.includes(section.replaceAll(/\s+/g, ' '));
    const [, key, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (inside && key !== undefined && value !== undefined) settings[key] = value;
  }
  return settings;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
