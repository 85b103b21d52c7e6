import assert from 'node:assert/strict';
import test from 'node:test';
import { course } from '../state/course';

const entry = (id: string, at: string, fields: object) => ({
  id,
  text: JSON.stringify({ id, at: `2026-11-${at}:00-05:00`, ...fields }),
});
const told = (id: string, at: string, findings: object) => entry(id, at, { kind: 'reported', findings });

test('readings of one sitting stand together, days apart do not', () => {
  const { readings } = course([
    told('3', '24T09:00', { pain_now: 4 }),
    told('1', '23T09:00', { pain_now: 7 }),
    told('2', '23T09:01', { function: 3 }),
    told('4', '24T09:02', { pain_now: 5 }),
  ]);
  assert.deepEqual(
    readings.map(({ pain, able }) => [pain, able]),
    [
      [7, 3],
      [4, null],
      [5, null],
    ],
  );
});

test('what was taken back, and "not sure", are not drawn', () => {
  const { readings, marks } = course([
    told('1', '23T09:00', { pain_now: 7 }),
    told('2', '23T10:00', { pain_now: null }),
    entry('3', '23T11:00', { kind: 'did', measure: 'cold', minutes: 15 }),
    entry('4', '23T12:00', { kind: 'retracted', entry: '1' }),
  ]);
  assert.deepEqual(readings, []);
  assert.deepEqual(
    marks.map(({ what }) => what),
    ['cold'],
  );
});

test('doses, cold, warmth and walks are marked, rest is not', () => {
  const did = (id: string, measure: string) =>
    entry(id, `2${id}T09:00`, { kind: 'did', measure, minutes: 5 });
  const { marks } = course([
    entry('9', '29T09:00', { kind: 'took', product: 'ibuprofen-200' }),
    did('1', 'cold'),
    did('2', 'heat'),
    did('3', 'walk'),
    did('4', 'rest'),
  ]);
  assert.deepEqual(
    marks.map(({ what }) => what),
    ['cold', 'heat', 'walk', 'dose'],
  );
});
