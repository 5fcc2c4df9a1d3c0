import { appendFile } from 'node:fs/promises';
import { throughDoor } from './door.ts';
import type { RunResult } from '../../results/record.ts';

/** In a GitHub workflow: the summary of the step, and annotations of what fails. Elsewhere nothing. */
export async function tellGithub(result: RunResult, env: NodeJS.ProcessEnv): Promise<void> {
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary) {
    const { toMarkdown } = await import('../../reports/markdown.ts');
    await appendFile(summary, throughDoor(toMarkdown(result)));
  }
  if (env['GITHUB_ACTIONS'] === 'true') {
    const { toGithubAnnotations } = await import('../../reports/github-annotations.ts');
    process.stdout.write(toGithubAnnotations(result));
  }
}
