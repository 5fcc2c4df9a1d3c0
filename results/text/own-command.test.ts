import { expect, onTestFinished, test } from 'vitest';
import { noteStart, ownCommand } from './own-command.ts';

test.each([
  ['npx account-conformance', { npm_command: 'exec', npm_lifecycle_event: 'npx' }],
  ['account-conformance', { npm_command: 'run-script', npm_lifecycle_event: 'conformance' }],
  ['account-conformance', {}],
])('the command is %s where the environment is %j', (command, env) => {
  onTestFinished(() => noteStart({}));
  noteStart(env);
  expect(ownCommand()).toBe(command);
});
