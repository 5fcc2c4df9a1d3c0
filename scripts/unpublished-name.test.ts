import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../spec/package-root.ts';

/** The name of the package is nobody's yet: nothing that people copy may have npm fetch what somebody registers under it. */

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const below = (folder: string) =>
  readdirSync(join(packageRoot, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [`${folder}/${entry.name}`] : [],
  );
/** Read by those who have a checkout, and each of them says that the command is for it. */
const OF_THE_CHECKOUT = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'docs/getting-started.md',
];
const guides = below('docs').filter((file) => file.endsWith('.md'));
const examples = ['action.yml', ...below('docs/examples')];
const all = [...new Set([...OF_THE_CHECKOUT, ...guides, ...examples])];

test.each(all)('%s installs nothing by the name of the package', (file) => {
  const text = read(file);
  expect(text).not.toMatch(/npx\s+(?:-y|--yes)/);
  expect(text).not.toMatch(/account-conformance@/);
  expect(text).not.toMatch(/npm (?:i|install|exec|x)\b[^\n]*\saccount-conformance(?![-\w.]*\.tgz)/);
  expect(text).not.toMatch(/(?:yarn|pnpm|bunx?) [^\n]*\baccount-conformance/);
});

test.each(all.filter((file) => !OF_THE_CHECKOUT.includes(file)))(
  '%s does not use npx, which may fetch it',
  (file) => {
    expect(read(file)).not.toMatch(/npx (?!--no )[^\n]*account-conformance/);
  },
);

test.each(['README.md', 'docs/getting-started.md', 'docs/emulator-authors.md'])(
  '%s says where npx is safe',
  (file) => {
    expect(read(file)).toMatch(/not published/);
    expect(read(file)).toMatch(/checkout/);
  },
);

test('the action is installed from its own checkout', () => {
  const { runs } = parse(read('action.yml')) as { runs: { steps: Record<string, string>[] } };
  const install = runs.steps.find(({ run }) => run === 'npm ci');
  expect(install?.['working-directory']).toBe('${{ github.action_path }}');
  expect(runs.steps.find(({ id }) => id === 'run')?.['run']).toContain(
    '"$GITHUB_ACTION_PATH/node_modules/.bin/account-conformance" run',
  );
});

test('the image is built from the checkout', () => {
  const text = read('docs/examples/Dockerfile');
  expect(text).toMatch(/^COPY \. \.$/m);
  expect(text).toMatch(/npm ci/);
  expect(read('.dockerignore')).toMatch(/^node_modules$/m);
});

test.each(['github-emulator.yml', 'nightly.yml', 'gitlab-ci.yml', 'Jenkinsfile'])(
  '%s takes the file of the repository',
  (file) => {
    const text = read(`docs/examples/${file}`);
    expect(text).toMatch(/npm ci/);
    expect(text).toMatch(/node_modules\/\.bin\/account-conformance run/);
    expect(text).toMatch(/integrity/);
  },
);

test.each(examples.filter((file) => /uses: /.test(read(file))))(
  '%s: an action is pinned by a commit, or the note says why not',
  (file) => {
    const text = read(file);
    const tagged = [...text.matchAll(/uses: \S+@(\S+)/g)].filter(
      ([, ref = '']) => !/^[0-9a-f]{40}$/.test(ref),
    );
    if (tagged.length > 0) expect(text).toMatch(/can be moved: .*pins? each by the commit/);
  },
);
