#!/usr/bin/env node
// Plain JavaScript: this file has to parse on a Node that is too old for everything else.
const [major, minor] = process.versions.node.split('.').map(Number);
const supported = (major === 22 && minor >= 19) || major === 24 || major >= 26;
if (supported) {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { trimHeap } = await import('../dist/cli/run/trim-heap.js');
  trimHeap(process.argv[2] === 'fuzz' ? 'young' : 'all');
  await import('../dist/cli/main.js');
} else {
  process.stderr.write(
    `account-conformance needs Node ^22.19, ^24 or >=26; this is ${process.versions.node}. Install one of them, or run it inside its checkout, which brings its own.\n`,
  );
  process.exitCode = 2;
}
