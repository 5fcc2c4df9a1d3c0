import { conformance } from './vitest.ts';

conformance({ target: 'embedded' });
