import assert from 'node:assert/strict';
import test from 'node:test';
import { clockOf } from '../words/clock';
import { typedNumber } from '../words/numbers';
import { fromOwn, toOwn, unitsOf, usualUnit } from '../words/units';

test('a number is read as people type it', () => {
  for (const [text, number] of [
    ['2', 2],
    ['2.5', 2.5],
    ['2,5', 2.5],
    ['½', 0.5],
    ['1½', 1.5],
    ['1 ½', 1.5],
  ] as const)
    assert.equal(typedNumber(text), number, text);
  for (const text of ['', '.', ',5', '-1', '1e3', '2 tablets', 'Infinity', '0x10', '1.000,5'])
    assert.ok(Number.isNaN(typedNumber(text)), text);
});

test('pounds are kept as kilos, to a tenth, and come back as they were', () => {
  assert.equal(toOwn(180, 'lb'), 81.6);
  assert.equal(toOwn(110, 'lb'), 49.9);
  assert.equal(toOwn(81.6, 'kg'), 81.6);
  for (let pounds = 30; pounds <= 1000; ++pounds)
    assert.equal(Math.round(fromOwn(toOwn(pounds, 'lb'), 'lb')), pounds);
});

test('only a weight has two units, and pounds come first where they are used', () => {
  assert.deepEqual(unitsOf('weight_kg'), ['kg', 'lb']);
  assert.deepEqual(unitsOf('age_years'), []);
  assert.equal(usualUnit('weight_kg', 'us'), 'lb');
  assert.equal(usualUnit('weight_kg', 'eu'), 'kg');
  assert.equal(usualUnit('weight_kg', null), 'kg');
  assert.equal(usualUnit('age_years', 'us'), undefined);
  assert.equal(toOwn(38, undefined), 38);
});

test('the time of day is that of a clock of 24 hours, as the core writes it', () => {
  const at = (hours: number) => clockOf(new Date(2026, 10, 22, hours, 5));
  assert.deepEqual([0, 9, 12, 21].map(at), ['00:05', '09:05', '12:05', '21:05']);
});
