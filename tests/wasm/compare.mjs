// node compare.mjs MODULE.wasm WORDS_FOLDER NATIVE_ANSWERS REQUESTS...
//
// Gives the module both languages, as the page does with one, asks it each line of the request files, in
// order, and compares with the native answers, one a line, byte for byte. Prints the first difference, and
// last: "N passed, M failed". Status 0 only where nothing failed.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { Module } from './module.mjs';

function lines(text) {
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  return all;
}

/** Where two texts part, with a little of what stands around. */
function difference(expected, found) {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) ++at;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `  at character ${at + 1}\n  native: ${around(expected)}\n  module: ${around(found)}`;
}

const [modulePath, wordsFolder, answersPath, ...requestPaths] = process.argv.slice(2);
if (requestPaths.length === 0) {
  console.error('usage: node compare.mjs MODULE.wasm WORDS_FOLDER NATIVE_ANSWERS REQUESTS...');
  process.exit(2);
}

const module = await Module.load(modulePath);
for (const language of ['en', 'es']) {
  const file = `${wordsFolder}/words.${language}.txt`;
  const taken = module.takeWords(await readFile(file, 'utf8'));
  if (!taken) throw new Error(`${file}: does not belong to ${modulePath}`);
}
const answers = lines(await readFile(answersPath, 'utf8'));
let asked = 0;
let passed = 0;
let told = false;

for (const path of requestPaths) {
  for (const [index, request] of lines(await readFile(path, 'utf8')).entries()) {
    const { text } = module.answerCase(request, index + 1);
    const expected = answers[asked++];
    if (text === expected) {
      ++passed;
    } else if (!told) {
      told = true;
      const what = expected === undefined ? '  there is no native answer for it' : difference(expected, text);
      console.error(`${path}:${index + 1}: the answers differ\n${what}`);
    }
  }
}

// What one side has too many of failed as well; and so did a comparison of nothing.
const failed = Math.max(asked, answers.length, 1) - passed;
const left = answers.length - asked;
if (left > 0) console.error(`${answersPath}: ${left} answers without a request`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
