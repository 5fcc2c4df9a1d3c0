import { expect, test } from 'vitest';
import { terminalOptions, type Screen } from './terminal.ts';

const terminal: Screen = { isTTY: true, columns: 80, hasColors: () => true, write: () => true };
const pipe: Screen = { write: () => true };
const shown = (screen: Screen, env: NodeJS.ProcessEnv = {}) => {
  const { color, interactive } = terminalOptions(screen, env, false);
  return { color, interactive };
};

test('a terminal gets colour and a live line, anything else neither', () => {
  expect(shown(terminal)).toEqual({ color: true, interactive: true });
  expect(shown(pipe)).toEqual({ color: false, interactive: false });
  expect(shown({ ...terminal, hasColors: () => false })).toEqual({ color: false, interactive: true });
});

test('NO_COLOR takes the colour away, unless it is empty; CI the live line', () => {
  expect(shown(terminal, { NO_COLOR: '1' })).toEqual({ color: false, interactive: true });
  expect(shown(terminal, { NO_COLOR: '' })).toEqual({ color: true, interactive: true });
  expect(shown(terminal, { CI: 'true' })).toEqual({ color: true, interactive: false });
});

test('the width is asked for again and again', () => {
  const screen = { ...terminal, columns: 80 };
  const { columns } = terminalOptions(screen, {}, false);
  screen.columns = 40;
  expect(columns()).toBe(40);
  for (const unknown of [pipe, { ...terminal, columns: 0 }]) {
    expect(terminalOptions(unknown, {}, false).columns()).toBe(100);
  }
});
