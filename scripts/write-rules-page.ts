import { writeFile } from 'node:fs/promises';
import { currentRulesPage, RULES_PAGE } from './current-rules-page.ts';

await writeFile(RULES_PAGE, await currentRulesPage());
