import type { Finding } from '../../results/record.ts';
import type { EmbeddedOptions } from '../embedded.ts';
import type { MutantRun } from '../run-mutant.ts';
import { replayedAnswers } from './replayed-answers.ts';

/** Whether the calls of a finding are answered otherwise by one service than by another, and not by chance. */
export async function isVisible(
  finding: Finding,
  one: EmbeddedOptions,
  other: EmbeddedOptions,
  run: Pick<MutantRun, 'contract' | 'signal'>,
): Promise<boolean> {
  const both = async () => [
    await replayedAnswers(finding, one, run),
    await replayedAnswers(finding, other, run),
  ];
  const [first = [], second = []] = await both();
  if (!differs(first, second)) return false;
  const [again = [], secondAgain = []] = await both();
  // What changes from one time to the next says nothing.
  const firm = (answer: string | undefined, index: number) =>
    answer === again[index] && second[index] === secondAgain[index];
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, index) => index).some(
    (index) => first[index] !== second[index] && firm(first[index], index),
  );
}

function differs(one: readonly string[], other: readonly string[]): boolean {
  return one.length !== other.length || one.some((answer, index) => answer !== other[index]);
}
