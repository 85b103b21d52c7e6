import assert from 'node:assert/strict';
import test from 'node:test';
import type { Advice, Card, Question } from '../core/contract';
import { guessLanguage, guessRegion } from '../state/region';
import { nextCard, progress, type Sitting } from '../state/sitting';

const sign = (finding: string, text = finding): Question => ({
  finding,
  covers: [finding],
  type: 'bool',
  text,
  help: '',
});
const number = (finding: string): Question => ({ ...sign(finding), type: 'int', low: 0, high: 10 });
const advice = (...ask: Card[]) => ({ ask }) as unknown as Advice;
const signs: Card = { card: 'alarm', title: '', none: true, questions: [sign('a'), sign('b')] };
const start: Card = { card: 'start', title: '', none: false, questions: [number('c'), number('d')] };
const put = (card: string, finding: string, unsure = false, text = finding) => ({
  card,
  finding,
  text,
  unsure,
});
const sitting = (...steps: Sitting['steps']): Sitting => ({ occasion: 'checkin', at: 0, steps });

test('a checklist is one card, other cards are asked one question at a time', () => {
  assert.equal(nextCard(sitting(), advice(signs, start).ask)?.questions.length, 2);
  assert.deepEqual(
    nextCard(sitting(), advice(start).ask)?.questions.map((one) => one.finding),
    ['c'],
  );
});

test('what was put does not come back, even where the core still lists it', () => {
  const done = sitting({ entries: [], card: 'alarm', put: [put('alarm', 'a'), put('alarm', 'b')] });
  assert.equal(nextCard(done, advice(signs, start).ask)?.card, 'start');
  assert.equal(nextCard(done, advice(signs).ask), null);
});

test('a "not sure" comes back only in other words', () => {
  const done = sitting({ entries: [], card: 'alarm', put: [put('alarm', 'a', true), put('alarm', 'b')] });
  assert.equal(nextCard(done, advice(signs).ask), null);
  const again: Card = { ...signs, questions: [sign('a', 'in plainer words'), sign('b')] };
  assert.deepEqual(
    nextCard(done, advice(again).ask)?.questions.map((one) => one.text),
    ['in plainer words'],
  );
});

test('a card that was begun is asked to its end', () => {
  const begun = sitting({ entries: [], card: 'start', put: [put('start', 'c')] });
  assert.deepEqual(
    nextCard(begun, advice(signs, start).ask)?.questions.map((one) => one.finding),
    ['d'],
  );
});

test('progress counts a checklist once', () => {
  assert.deepEqual(progress(sitting(), advice(signs, start).ask), { done: 0, all: 3 });
  const began = { entries: ['b'], card: '', put: [] };
  const done = { entries: [], card: 'alarm', put: [put('alarm', 'a'), put('alarm', 'b')] };
  assert.deepEqual(progress(sitting(began, done), advice(start).ask), { done: 1, all: 3 });
});

test('the region is where the device is; the language of its owner says less', () => {
  assert.equal(guessRegion('America/New_York', ['es-ES']), 'us');
  assert.equal(guessRegion('Europe/Madrid', ['en-US']), 'eu');
  assert.equal(guessRegion('Europe/London', []), 'uk');
  assert.equal(guessRegion('Asia/Tokyo', ['en-US']), null);
  assert.equal(guessRegion('America/Toronto', ['en-US']), null);
  assert.equal(guessRegion('UTC', ['en-GB']), 'uk');
  assert.equal(guessRegion(undefined, ['de-DE']), 'eu');
  assert.equal(guessRegion(undefined, ['es']), null);
  assert.equal(guessRegion(undefined, []), null);
});

test('the first language of the browser that we speak, or English', () => {
  assert.equal(guessLanguage(['de-DE', 'es-MX', 'en-US']), 'es');
  assert.equal(guessLanguage(['de-DE']), 'en');
});

test('a line with options comes back once after "not sure", while the core still wants to know', () => {
  const options = [{ text: '', sets: { a: true } }];
  const line: Card = { ...signs, questions: [{ ...sign('a'), options }] };
  const unsure = { entries: [], card: 'alarm', put: [put('alarm', 'a', true)] };
  const interview = (...steps: Sitting['steps']): Sitting => ({ ...sitting(...steps), occasion: 'interview' });
  assert.equal(nextCard(interview(unsure), [line])?.card, 'alarm');
  assert.equal(nextCard(interview(unsure, unsure), [line]), null);
  assert.equal(nextCard(sitting(unsure), [line]), null);
});
