import { expect, test } from 'vitest';
import { runAgainOptions } from './run-again-options.ts';

const endpointUsed = new URL('http://127.0.0.1:5000/prefix');
const usual = { endpointUsed, edition: 'guide-2024', runs: 20 } as const;

test.each([
  [{}, 'embedded', '--target embedded'],
  [{}, '127.0.0.1:5000', '--endpoint http://127.0.0.1:5000/prefix'],
  [{ endpoint: 'http://127.0.0.1:1' }, '127.0.0.1:1', '--endpoint http://127.0.0.1:1'],
  [{ target: 'moto', endpoint: 'http://127.0.0.1:1' }, 'moto', '--target moto --endpoint http://127.0.0.1:1'],
  [
    { target: 'mine', config: "my 'own'.yaml", region: 'us-east-1' },
    'mine',
    String.raw`--target mine --region us-east-1 --config 'my '\''own'\''.yaml'`,
  ],
])('options %o of target %s are said again as %s', (given, name, text) => {
  expect(runAgainOptions(given, { ...usual, name })).toBe(text);
});

test('a command that takes no edition and no runs is told none', () => {
  expect(runAgainOptions({ hostile: true }, { name: '127.0.0.1:5000', endpointUsed })).toBe(
    '--endpoint http://127.0.0.1:5000/prefix --hostile',
  );
});

test('what decides about the values is said where it is not the default', () => {
  const again = runAgainOptions({}, { ...usual, name: 'embedded', edition: 'current', runs: 3 });
  expect(again).toBe('--target embedded --edition current --runs 3');
});
