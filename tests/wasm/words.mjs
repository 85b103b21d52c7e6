// node words.mjs MODULE.wasm WORDS_FOLDER
//
// The module speaks only with words that belong to it: none before they are given, none of another protocol,
// none that were cut short, and no language it was not given.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { Module } from './module.mjs';

const [modulePath, folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node words.mjs MODULE.wasm WORDS_FOLDER');
  process.exit(2);
}

const at = '"at":"2026-11-22T09:00:00+01:00"';
const asked = (locale) => `{${at},"locale":"${locale}","journal":[]}`;
const english = await readFile(`${folder}/words.en.txt`, 'utf8');

const module = await Module.load(modulePath);
assert.equal(module.answer(asked('en')).ok, false, 'answers without words');
assert.equal(module.takeWords(english.slice(0, -200)), false, 'takes words that are cut short');
assert.equal(module.takeWords(english.slice(0, english.lastIndexOf('\n', english.length - 2) + 1)), false,
  'takes words of which the last is missing');
const foreign = english.replace(/[0-9a-f]{64}/, '0'.repeat(64));
assert.equal(module.takeWords(foreign), false, 'takes words of another protocol');
assert.equal(module.takeWords(english), true);
assert.equal(module.takeWords(english), true, 'the same words twice');
assert.equal(module.answer(asked('en')).ok, true);
assert.equal(module.answer(asked('es')).ok, false, 'speaks a language that it was not given');

const { ok, text } = module.questions('{"locale":"en","questions":["skin_at_site","fever"]}');
assert.equal(ok, true);
const [skin, fever] = JSON.parse(text).questions;
assert.deepEqual([skin.type, skin.none, skin.options.length], ['choice', 'normal', 3]);
assert.deepEqual([fever.type, fever.none], ['bool', false]);
assert.equal(module.questions('{"questions":["no_such_finding"]}').ok, false);
console.log('words: passed');
