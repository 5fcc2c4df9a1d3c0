import { loadContract } from '../spec/load-contract.ts';
import { obligationsOf } from '../spec/obligations.ts';
import { acceptances } from './near-miss/acceptance.ts';
import { contactSequence } from './sequences/contact-sequence.ts';
import {
  classHistogram,
  lengthHistogram,
  memberHistogram,
  samplesOf,
  valueHistogram,
  verdictHistogram,
  inputTexts,
  transitionPairs,
  type Histogram,
} from './histograms.ts';
import { httpAnomalies } from './http/http-anomalies.ts';
import { validInput } from './values/input.ts';
import { jsonAnomalies } from './json/json-anomalies.ts';
import { nearMisses } from './near-miss/near-miss.ts';
import { acceptedText } from './values/values.ts';

const SEEDS = 100;
const WIDTH = 30;
const contract = loadContract('current');
const options = { values: 'any', accountId: '123456789012' } as const;

function print(title: string, total: number, histogram: Histogram): void {
  const lines = [...histogram].map(([name, count]) => {
    const share = total === 0 ? 0 : count / total;
    const percent = `${(share * 100).toFixed(1)} %`.padStart(8);
    return `  ${name.padEnd(44)} ${String(count).padStart(7)} ${percent}  ${'#'.repeat(Math.round(share * WIDTH))}`;
  });
  process.stdout.write(`${title} (${total})\n${lines.join('\n')}\n\n`);
}

for (const shape of inputTexts(contract)) {
  for (const values of ['any', 'plausible'] as const) {
    const texts = samplesOf(acceptedText(shape, { values }), SEEDS);
    print(`${shape.name}, ${values}: acceptance`, texts.length, verdictHistogram(shape, texts));
    print(`${shape.name}, ${values}: lengths`, texts.length, lengthHistogram(shape, texts));
    if (shape.enum) print(`${shape.name}: values`, texts.length, valueHistogram(shape.enum, texts));
    else print(`${shape.name}, ${values}: texts with`, texts.length, classHistogram(texts));
  }
}
for (const { name, input } of Object.values(contract.operations)) {
  const inputs = samplesOf(validInput(contract, name, options), SEEDS);
  print(`${name}: inputs with`, inputs.length, memberHistogram(input, inputs));
}
const variants = new Map<string, number>();
for (const obligation of obligationsOf(contract)) {
  const count = [...nearMisses(contract, obligation, options), ...acceptances(contract, obligation, options)]
    .length;
  const key = `${obligation.constraint} ${obligation.side}`;
  variants.set(key, (variants.get(key) ?? 0) + count);
}
const total = [...variants.values()].reduce((sum, count) => sum + count, 0);
print('Variants of the obligations, by constraint', total, variants);
const calls = samplesOf(contactSequence(contract, { values: 'any', minLength: 30, maxLength: 60 }), SEEDS, 5);
const pairs = transitionPairs(calls);
print(
  'Successive transitions of one contact type',
  [...pairs.values()].reduce((sum, count) => sum + count, 0),
  pairs,
);
process.stdout.write(
  `${jsonAnomalies(contract).length} JSON anomalies, ${httpAnomalies(contract).length} HTTP anomalies\n`,
);
