import type { Contract } from '../../spec/contract.ts';
import type { Rule } from '../../harness/rule.ts';
import {
  isolationRules,
  burstRules,
  overRules,
  sustainedRules,
} from './apart-and-burst-and-over-and-sustained.rules.ts';
import { regionRequestsRules } from './region-requests.rules.ts';
import { type Wait, passTime } from './steps.ts';

/** The suite of the quotas; `pass` lets time pass. */
export function quotaRules(contract: Contract, pass: Wait = passTime): Rule[] {
  return [
    ...burstRules(contract, pass),
    ...overRules(contract, pass),
    ...sustainedRules(contract, pass),
    ...isolationRules(pass),
    ...regionRequestsRules(pass),
  ];
}
