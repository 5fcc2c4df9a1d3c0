import type { Target } from '../../targets/target.ts';

/** Where an accepted address once did not come in all its time: it is not waited for again until one comes. */
const neverCame = new WeakSet<Target['timing']>();

/** Milliseconds within which an accepted address has to be shown. */
export function addressPatience({ timing }: Pick<Target, 'timing'>): number {
  return neverCame.has(timing) ? timing.consistencyWindow : timing.regionTimeout;
}

/** Told whether an address came that was waited for. */
export function learnAddress({ timing }: Pick<Target, 'timing'>, came: boolean): void {
  if (came) neverCame.delete(timing);
  else neverCame.add(timing);
}

/** Whether an address that is shown is the one that was accepted: a service may keep it in small letters. */
export function isSameAddress(shown: unknown, accepted: string): boolean {
  return typeof shown === 'string' && shown.toLowerCase() === accepted.toLowerCase();
}
