import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Counterexample, holdForAny, holdForEach } from './properties.ts';
import { bareRequest, testSession } from './testing/test-session.ts';
import { Blocked, HarnessFault, NotApplicable, Refutation } from './errors.ts';

const numbers = fc.integer({ min: 0, max: 1_000_000 });
const refuted = () => new Refutation('less', 'more', '400 Form');

/** Sends each value, and refutes those from `limit` on. */
async function hold(limit: number, options: Parameters<typeof testSession>[0] = {}, seed = 1, shrink = true) {
  const { session } = testSession(options);
  const drawn: number[] = [];
  const error = await holdForAny(
    session,
    seed,
    numbers,
    async (value) => {
      drawn.push(value);
      await session.send(bareRequest(String(value)), { kind: 'anything' });
      if (value >= limit) throw refuted();
    },
    { shrink },
  ).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { drawn, error, session };
}

async function counterexampleOf(run: ReturnType<typeof hold>): Promise<Counterexample> {
  const { error } = await run;
  if (error instanceof Counterexample) return error;
  throw new Error('expected a counterexample', { cause: error });
}

describe('a property', () => {
  test('draws as many values as the run says, the same for the same seed', async () => {
    const [one, same, other] = [
      await hold(Infinity, { runs: 30 }, 7),
      await hold(Infinity, { runs: 30 }, 7),
      await hold(Infinity, { runs: 30 }, 8),
    ];
    expect(one.error).toBeNull();
    expect(one.drawn).toHaveLength(30);
    expect(same.drawn).toEqual(one.drawn);
    expect(other.drawn).not.toEqual(one.drawn);
  });

  test('shrinks to the least value that breaks it, with the calls of that value alone', async () => {
    const found = await counterexampleOf(hold(1000));
    expect(found).toMatchObject({ value: 1000, shrinkNote: null, variant: null });
    expect(found.shrinks).toBeGreaterThan(0);
    expect(found.path).toMatch(/^\d+(:\d+)*$/);
    expect(found.calls.map(({ request }) => new TextDecoder().decode(request.body))).toEqual(['1000']);
    expect(found.refutation.actual).toBe('more');
  });

  test('ends shrinking with its budget, says so, and still shows a value that breaks it', async () => {
    const full = await hold(1000);
    const run = hold(1000, { shrinkBudget: 3 });
    const found = await counterexampleOf(run);
    expect(found.shrinkNote).toBe('shrinking ended after 3 requests');
    expect(found.value).toBeGreaterThanOrEqual(1000);
    expect(found.calls.map(({ request }) => new TextDecoder().decode(request.body))).toEqual([
      JSON.stringify(found.value),
    ]);
    const { session } = await run;
    expect(session.requests).toBeLessThan(full.session.requests);
  });

  test('does not shrink where that is off, and says so', async () => {
    const run = hold(1000, {}, 1, false);
    const { drawn } = await run;
    const found = await counterexampleOf(run);
    expect(found).toMatchObject({
      shrinks: 0,
      shrinkNote: 'shrinking is off',
      value: drawn.find((value) => value >= 1000),
    });
    expect(drawn).toHaveLength((await hold(Infinity)).drawn.length);
  });

  test.each([
    ['Blocked', new Blocked('missing')],
    ['NotApplicable', new NotApplicable('not here')],
    ['HarnessFault', new HarnessFault('lost')],
    ['anything else', new RangeError('ours')],
  ])('ends at once with %s', async (_name, thrown) => {
    const { session } = testSession();
    let bodies = 0;
    const ended = holdForAny(session, 1, numbers, async () => {
      bodies += 1;
      throw thrown;
    });
    await expect(ended).rejects.toBe(thrown);
    expect(bodies).toBe(1);
  });

  test('that is refuted stays so, whatever blocks its smaller values', async () => {
    const { session } = testSession();
    let bodies = 0;
    const ended = holdForAny(session, 1, numbers, async () => {
      bodies += 1;
      throw bodies === 1 ? refuted() : new Blocked('missing');
    });
    await expect(ended).rejects.toThrow(Counterexample);
    expect(bodies).toBeGreaterThan(1);
  });
});

/** Refutes those from 1000 on, large ones in another way. */
function refutedApart(value: number): void {
  if (value >= 500_000) throw new Refutation('small', 'large', '404 Large');
  if (value >= 1000) throw refuted();
}

describe('a property that is refuted in several ways', () => {
  async function found(options: Parameters<typeof testSession>[0] = {}) {
    const { session } = testSession(options);
    const drawn: number[] = [];
    const error = await holdForAny(session, 1, numbers, async (value) => {
      drawn.push(value);
      await session.send(bareRequest(String(value)), { kind: 'anything' });
      refutedApart(value);
    }).catch((thrown: unknown) => thrown);
    if (!(error instanceof Counterexample)) throw new Error('expected a counterexample', { cause: error });
    return { all: [error, ...error.others], session, drawn };
  }

  test('shows each, as small as it gets', async () => {
    const { all } = await found({ shrinkBudget: 1000 });
    expect(all.map(({ refutation, value }) => [refutation.form, value])).toEqual([
      ['400 Form', 1000],
      ['404 Large', 500_000],
    ]);
    for (const { path, value } of all) {
      expect(fc.sample(numbers, { seed: 1, path: path ?? '', numRuns: 1 })).toEqual([value]);
    }
  });

  test('draws what it draws when it holds, and shares one budget to shrink', async () => {
    const { all, session, drawn } = await found({ shrinkBudget: 10, runs: 20 });
    const { drawn: usual } = await hold(Infinity, { runs: 20 });
    // The first of the second kind is sent twice, to see that it is not what another left behind.
    expect(drawn.toSpliced(2, 1).slice(0, 20)).toEqual(usual);
    expect(all).toHaveLength(2);
    expect(session.requests).toBeLessThanOrEqual(20 + 1 + 10);
    expect(all.map(({ shrinkNote }) => shrinkNote)).toContain('shrinking ended after 5 requests');
  });

  test('does not show what another value left behind', async () => {
    const { session } = testSession();
    let left = false;
    session.freshState = async () => {
      left = false;
    };
    const ended = holdForAny(session, 1, numbers, async () => {
      if (left) throw new Refutation('clean', 'left over', '404 Left');
      left = true;
      throw refuted();
    });
    await expect(ended).rejects.toMatchObject({ others: [], refutation: { form: '400 Form' } });
  });

  test('waits for one timeout only', async () => {
    let bodies = 0;
    const ended = holdForAny(testSession().session, 1, numbers, async () => {
      bodies += 1;
      throw new Refutation('an answer', 'none', 'no answer (timeout)');
    });
    await expect(ended).rejects.toMatchObject({ shrinkNote: expect.stringContaining('not shrunk') });
    expect(bodies).toBe(1);
  });

  test.each([
    ['within its time', 1, { withinMs: 60_000 }],
    ['again and again', 5, { input: { RegionName: 'x' } }],
  ] as const)('waits only once for an answer that it asked for %s', async (_, times, options) => {
    let bodies = 0;
    const { session } = testSession();
    const waiting = async () => {
      bodies += 1;
      for (let time = 0; time < times; time += 1)
        await session.send(bareRequest('x'), { kind: 'anything' }, options);
      throw refuted();
    };
    const ended = holdForAny(session, 1, numbers, waiting, { shrink: false });
    await expect(ended).rejects.toThrow(Counterexample);
    expect(bodies).toBe(1);
  });

  test('shows no more than a rule may have, and counts the rest', async () => {
    const ended = holdForAny(testSession({ runs: 100 }).session, 1, numbers, async (value) => {
      throw new Refutation('less', 'more', `400 Form${value}`);
    });
    const error = await ended.catch((thrown: unknown) => thrown as Counterexample);
    expect(error).toMatchObject({ more: expect.any(Number) });
    const { others, more } = error as Counterexample;
    expect(others).toHaveLength(19);
    expect(more).toBeGreaterThan(50);
  });
});

describe('an enumeration', () => {
  const variants = ['one', 'two', 'three'].map((label) => ({ label, arbitrary: numbers }));

  test('tries every variant, with a value of its own that the seed decides', async () => {
    const seen = async (seed: number) => {
      const values: [string, number][] = [];
      await holdForEach(testSession().session, seed, variants, async (value, label) => {
        values.push([label, value]);
      });
      return values;
    };
    const values = await seen(1);
    expect(values.map(([label]) => label)).toEqual(['one', 'two', 'three']);
    expect(new Set(values.map(([, value]) => value)).size).toBe(3);
    expect(await seen(1)).toEqual(values);
    expect(await seen(2)).not.toEqual(values);
  });

  test('names all that break it, with the value and the calls of the first', async () => {
    const { session } = testSession();
    const tried: string[] = [];
    const ended = holdForEach(session, 1, variants, async (_value, label) => {
      tried.push(label);
      await session.send(bareRequest(label), { kind: 'anything' });
      if (label !== 'one') throw refuted();
    });
    await expect(ended).rejects.toMatchObject({ variant: 'two (also: three)', shrinks: 0 });
    const found = await ended.catch((error: unknown) => error);
    const calls = found instanceof Counterexample ? found.calls : [];
    expect(calls.map(({ request }) => new TextDecoder().decode(request.body))).toEqual(['two']);
    expect(tried).toEqual(['one', 'two', 'three']);
  });

  test('shows each way in which it is refuted, with all that show it', async () => {
    const ended = holdForEach(testSession().session, 1, variants, async (_value, label) => {
      throw label === 'two' ? new Refutation('a', 'b', '404 Two') : refuted();
    });
    const error = await ended.catch((thrown: unknown) => thrown as Counterexample);
    expect(error).toMatchObject({ variant: 'one (also: three)', others: [{ variant: 'two' }] });
  });

  test.each([new Blocked('missing'), new HarnessFault('lost')])(
    'that is refuted stays so, whatever comes then: $name',
    async (thrown) => {
      const ended = holdForEach(testSession().session, 1, variants, async (_value, label) => {
        throw label === 'one' ? refuted() : thrown;
      });
      await expect(ended).rejects.toMatchObject({ variant: 'one' });
    },
  );

  test.each([new Blocked('missing'), new NotApplicable('not here'), new HarnessFault('lost')])(
    'ends at once with $name',
    async (thrown) => {
      const tried: string[] = [];
      const ended = holdForEach(testSession().session, 1, variants, async (_value, label) => {
        tried.push(label);
        throw thrown;
      });
      await expect(ended).rejects.toBe(thrown);
      expect(tried).toEqual(['one']);
    },
  );

  const blocked = () => new Blocked('refused', { cause: refuted() });

  test('tries other values of a variant whose control is refused, and goes on with the others', async () => {
    const tried: string[] = [];
    const { session } = testSession();
    const ended = holdForEach(session, 1, variants, async (_value, label) => {
      tried.push(label);
      if (label === 'one') throw blocked();
    });
    await expect(ended).rejects.toBeInstanceOf(Blocked);
    expect(tried).toEqual([...Array.from({ length: 5 }, () => 'one'), 'two', 'three']);
  });
});

describe('values whose control is refused', () => {
  const blocked = () => new Blocked('refused', { cause: refuted() });
  const holding = async (isRefused: (draw: number) => boolean) => {
    let draws = 0;
    const thrown = await holdForAny(testSession({ runs: 30 }).session, 1, numbers, async () => {
      draws += 1;
      if (isRefused(draws)) throw blocked();
    }).then(
      () => null,
      (error: unknown) => error,
    );
    return { draws, thrown };
  };

  test('are passed over where others are accepted', async () => {
    expect(await holding((draw) => draw % 2 === 1)).toEqual({ draws: 30, thrown: null });
  });

  test('block the property where five are refused and none was accepted', async () => {
    const { draws, thrown } = await holding(() => true);
    expect(draws).toBe(5);
    expect(thrown).toBeInstanceOf(Blocked);
  });
});
