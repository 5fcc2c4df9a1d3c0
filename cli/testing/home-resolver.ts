/**
 * Options of node with which every name of a child process is this machine: so a name stands for an endpoint that is not
 * loopback, and none leaves the machine. For tests.
 */
export const HOME_RESOLVER: readonly string[] = [
  '--import',
  `data:text/javascript,${encodeURIComponent(`
    import dns from 'node:dns';
    dns.lookup = (name, options, callback) => {
      const done = callback ?? options;
      const all = typeof options === 'object' && options !== null && options.all;
      process.nextTick(() => (all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)));
    };`)}`,
];
