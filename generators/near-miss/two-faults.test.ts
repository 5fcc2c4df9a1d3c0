import { expect, test } from 'vitest';
import { loadContract } from '../../spec/load-contract.ts';
import { samplesOf } from '../histograms.ts';
import { schemaErrors } from '../battery.ts';
import { twoFaults } from './two-faults.ts';

const contract = loadContract();

test.each(Object.keys(contract.operations))('%s: two members are wrong, the control has none', (name) => {
  const faults = twoFaults(contract, name, { values: 'any', accountId: '123456789012' });
  const schema = contract.operations[name]?.input.name ?? '';
  if (faults === null) return expect(name).toBe('GetContactInformation');
  for (const { control, nearMiss } of samplesOf(faults, 3)) {
    expect(schemaErrors(schema, control)).toEqual([]);
    const places = schemaErrors(schema, nearMiss).map(({ keyword, instancePath, params }) =>
      keyword === 'required' ? `${instancePath}/${String(params['missingProperty'])}` : instancePath,
    );
    expect(new Set(places).size).toBe(2);
  }
});
