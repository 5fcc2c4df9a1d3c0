import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import type { RunResult } from '../../results/record.ts';
import { packageRoot } from '../../spec/package-root.ts';

/** Reads both reports of a run, and throws where the JUnit file is not valid against its schema. For tests. */
export async function readReports(directory: string): Promise<{ result: RunResult; junit: string }> {
  const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8')) as RunResult;
  const junit = await readFile(join(directory, 'junit.xml'), 'utf8');
  const schema = await readFile(join(packageRoot, 'reports', 'junit-10.xsd'), 'utf8');
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'junit.xml', contents: junit }],
    schema: [{ fileName: 'junit-10.xsd', contents: schema }],
  });
  if (!valid) throw new Error(`junit.xml is not valid: ${errors.map(({ message }) => message).join('; ')}`);
  return { result, junit };
}

/** The options that ask for both reports in a directory. For tests. */
export function reportsIn(directory: string): string[] {
  return ['--junit', join(directory, 'junit.xml'), '--json', join(directory, 'result.json')];
}
