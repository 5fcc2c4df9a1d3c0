/**
 * Options of node with which every name of a child process is this address: so a name stands for an endpoint that is not
 * loopback, and none leaves the machine. For tests.
 */
export function resolverTo(address: string): readonly string[] {
  const resolver = `
    import dns from 'node:dns';
    dns.lookup = (name, options, callback) => {
      const done = callback ?? options;
      const all = typeof options === 'object' && options !== null && options.all;
      const found = all ? [[{ address: '${address}', family: 4 }]] : ['${address}', 4];
      process.nextTick(done, null, ...found);
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(resolver)}`];
}

export const HOME_RESOLVER = resolverTo('127.0.0.1');
