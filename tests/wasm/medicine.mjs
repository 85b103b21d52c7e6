// node medicine.mjs MODULE.wasm WORDS_FOLDER CASES.jsonl OUT.jsonl
//
// The medicine document of every case, in both languages, one a line, for the schema to hold; and beside it what the advice says
// of the same request: one verdict, however it is asked.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { Module } from './module.mjs';

const [modulePath, folder, cases, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: node medicine.mjs MODULE.wasm WORDS_FOLDER CASES.jsonl OUT.jsonl');
  process.exit(2);
}
const module = await Module.load(modulePath);
for (const language of ['en', 'es'])
  assert.ok(module.takeWords(readFileSync(`${folder}/words.${language}.txt`, 'utf8')));

const names = ['advil', 'tylenol', 'nyquil', 'ibuprofeno 600', 'aspirina', 'no such thing'];
const documents = [];
let asked = 0;
readFileSync(cases, 'utf8').trim().split('\n').forEach((line, number) => {
  const request = JSON.parse(line);
  for (const locale of ['en', 'es']) {
    const text = JSON.stringify({ ...request, locale, find: names[number % names.length] });
    const medicine = module.medicine(text);
    const advice = module.answer(text);
    assert.equal(medicine.ok, advice.ok, line);
    if (!medicine.ok) continue;
    documents.push(medicine.text);
    const { asked: verdict, breach } = JSON.parse(medicine.text);
    const { dose } = JSON.parse(advice.text);
    assert.equal(verdict === null, dose === null, line);
    if (dose === null) continue;
    ++asked;
    // After a dose that was too much or too soon no screen says that the label allows another.
    const held = breach !== '' && dose.verdict === 'label_allows';
    const told = held ? { ...dose, verdict: 'ask_first', units_max_now: 0 } : dose;
    for (const key of ['verdict', 'next_at', 'units_max_now', 'reasons'])
      assert.deepEqual(verdict[key], told[key], `${key}: ${line}`);
  }
});
assert.ok(asked > 100, `only ${asked} cases ask about a dose`);
writeFileSync(out, `${documents.join('\n')}\n`);
console.log(`medicine documents: ${documents.length}, with a verdict: ${asked}`);
