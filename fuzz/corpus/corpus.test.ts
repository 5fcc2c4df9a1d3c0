import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../../generators/seeded-random.ts';
import { Corpus } from './corpus.ts';
import type { FuzzCall } from '../fuzz-call.ts';

function call(id: number, name: string, bytes = 10): FuzzCall {
  const body = Buffer.alloc(bytes, 'a');
  const wire = { method: 'POST', target: '/', headers: [], body, transport: 'pooled', provokes: [] } as const;
  return {
    id,
    identity: name,
    operation: 'ListRegions',
    kind: 'json',
    label: name,
    input: {},
    wire: { ...wire, expects: 'open' },
  };
}

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'corpus-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

test('writes each different sequence once, also over several saves and runs', async () => {
  const directory = await scratch();
  const corpus = new Corpus(directory);
  corpus.add([call(7, 'one')]);
  corpus.add([call(9, 'one')]);
  await corpus.save();
  corpus.add([call(1, 'two')]);
  corpus.add([call(3, 'one')]);
  await corpus.save();
  const again = new Corpus(directory);
  expect(await again.load()).toBe(2);
  again.add([call(5, 'two')]);
  await again.save();
  expect(await readdir(join(directory, 'inputs'))).toHaveLength(2);
  expect(again.all(new Set(['one'])).flat()).toEqual([call(0, 'one')]);
});

test('keeps no large body', () => {
  const corpus = new Corpus(null);
  corpus.add([call(1, 'one', 100_000)]);
  expect(corpus.size).toBe(0);
});

test('picks only what the callers can make, and each of it in time', () => {
  const corpus = new Corpus(null);
  for (let id = 0; id < 10; id += 1) corpus.add([call(id, id % 2 === 0 ? 'one' : 'two')]);
  const random = seededRandom(1);
  const picked = Array.from({ length: 40 }, () => corpus.pick(random, new Set(['two'])));
  expect(new Set(picked.flatMap((calls) => calls?.map(({ id }) => id)))).toEqual(new Set([1, 3, 5, 7, 9]));
  expect(corpus.pick(random, new Set(['three']))).toBeNull();
});

test('leaves files alone that are not of ours, and calls that are not what they say', async () => {
  const directory = await scratch();
  const corpus = new Corpus(directory);
  corpus.add([call(1, 'one')]);
  await corpus.save();
  const inputs = join(directory, 'inputs');
  const [file = ''] = await readdir(inputs);
  const good = await readFile(join(inputs, file), 'utf8');
  const bad = [
    good.slice(0, -10),
    good.replace('"version":1', '"version":2'),
    good.replace('"label"', '"more":1,"label"'),
    good.replace('"transport":"pooled"', '"transport":"other"'),
    good.replace('"target":"/"', '"target":"/enableRegion"'),
    good.replace('"headers":[]', '"headers":[["x-amz-target","AWSAccountV20210201.EnableRegion"]]'),
    good.replace('"input":{}', `"input":{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`),
    '[',
    'null',
  ];
  for (const [at, text] of bad.entries()) await writeFile(join(inputs, `bad-${at}.json`), text);
  expect(await new Corpus(directory).load()).toBe(1);
  expect(new Set(bad).has(good)).toBe(false);
});
