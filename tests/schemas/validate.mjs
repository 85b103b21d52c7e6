// node validate.mjs SCHEMA FILE.jsonl...
// Holds each line of the files against a schema of docs/formats. What is wrong is on standard error, one line for each
// bad line; at the end the count. Exit status: 0 all passed, 1 some failed, 2 it could not be run.

import { readFileSync } from 'node:fs';
import { problemIn, schemaOf } from './schemas.mjs';

function problemInLine(validate, line) {
  try {
    return problemIn(validate, JSON.parse(line));
  } catch (error) {
    return `not JSON: ${error.message}`;
  }
}

function main([schema, ...files]) {
  if (files.length === 0) throw new Error('usage: node validate.mjs SCHEMA FILE.jsonl...');
  const validate = schemaOf(schema);
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    readFileSync(file, 'utf8').split('\n').forEach((line, index) => {
      if (line.trim() === '') return;
      const problem = problemInLine(validate, line);
      if (problem === null) passed += 1;
      else failed += 1;
      if (problem !== null) console.error(`${file}:${index + 1}: ${problem}`);
    });
  }
  if (passed + failed === 0) throw new Error('there is no line to validate');
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`validate: ${error.message}`);
  process.exitCode = 2;
}
