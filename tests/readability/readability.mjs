// node readability.mjs SCREENS.json | node readability.mjs --self-test
// Measures every screen and prints those that are too hard, with their hardest sentences. Exit status: 0 all are easy
// enough, 1 some are not, 2 the input cannot be read.

import { readFileSync } from 'node:fs';
import { selfTest } from './self_test.mjs';
import { judge, readScreens } from './verdict.mjs';

function main([argument]) {
  if (argument === '--self-test') {
    console.log(`${selfTest()} passed, 0 failed`);
    return 0;
  }
  if (argument === undefined) throw new Error('usage: node readability.mjs SCREENS.json | --self-test');
  const { failed, lines } = judge(readScreens(readFileSync(argument, 'utf8')));
  console.log(lines.join('\n'));
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`readability: ${error.message}`);
  process.exitCode = 2;
}
