import { DIALECTS, ON_EVERY_AXIS } from '../twin/dialects/dialects.ts';
import { accusesNone } from './testing/judge-twin.ts';

accusesNone([...DIALECTS].filter(([name]) => ON_EVERY_AXIS.includes(name)));
