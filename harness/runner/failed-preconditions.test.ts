import { expect, test } from 'vitest';
import type { Compose } from '../../mutants/mutant.ts';
import { rewriteSuccess, withBody } from '../../mutants/operators/rewrite-response.ts';
import { wrapHandler } from '../../mutants/operators/wrap-handler.ts';
import { startEmbedded } from '../../proof/embedded.ts';
import { Refusal } from '../../reference/core/refusal.ts';
import { runAgainst } from '../testing/run-against.ts';

const refusing = (operation: string, name: 'invalid' | 'denied' | 'internal'): Compose =>
  wrapHandler(operation, () => (_call, { errorNames }) => {
    throw new Refusal(errorNames[name], 'No.');
  });

const BROKEN: Readonly<Record<string, Compose>> = {
  'no list': refusing('ListRegions', 'denied'),
  'no enabling': refusing('EnableRegion', 'internal'),
  'no contact that can be put': refusing('PutAlternateContact', 'invalid'),
  'a list without names': rewriteSuccess('ListRegions', (response) => withBody(response, { Regions: [{}] })),
};

/** What blocks a rule beside the answers of the target. */
const OTHER = /^(needs |not sent|no near miss|no input|not implemented)/;

test.each(Object.entries(BROKEN))(
  'with %s, each blocked must names a finding of the result',
  async (_, compose) => {
    const { target, close } = await startEmbedded({ compose });
    try {
      const suites = ['contacts', 'listing'];
      const { rules } = await runAgainst(target, { suites });
      const ids = new Set(rules.flatMap(({ findings = [] }) => findings.map(({ id }) => id)));
      const blocked = rules.filter(({ outcome, level }) => outcome === 'blocked' && level === 'must');
      expect(blocked.length).toBeGreaterThan(0);
      for (const { id, reason = '', blockedBy = [] } of blocked) {
        if (OTHER.test(reason)) continue;
        expect(blockedBy, `${id}: ${reason}`).not.toEqual([]);
        for (const one of blockedBy) expect(ids).toContain(one);
      }
    } finally {
      await close();
    }
  },
);
