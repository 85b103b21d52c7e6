import assert from 'node:assert/strict';
import test from 'node:test';
import { endedAt, minutesAndSeconds, type Timer, Watch } from '../timers/timer';

const T0 = 1_800_000_000_000;
const timer = (more: Partial<Timer> = {}): Timer => ({
  entry: 'e',
  item: 'cold',
  measure: 'cold',
  title: 'Cold pack',
  watch: '',
  minutes: 15,
  startedAt: T0,
  endsAt: T0 + 15 * 60_000,
  passed: 0,
  skinAfter: 300,
  looked: false,
  ...more,
});

function clocks() {
  const now = { wall: T0, steady: 0 };
  return { now, source: { wall: () => now.wall, steady: () => now.steady } };
}

test('both clocks go on: it counts', () => {
  const { now, source } = clocks();
  const watch = new Watch(timer(), source);
  now.wall += 61_000;
  now.steady += 61_000;
  assert.equal(watch.left, 15 * 60 - 61);
});

test('the device slept: the steady clock stood still, the wall clock did not', () => {
  const { now, source } = clocks();
  const watch = new Watch(timer(), source);
  now.wall += 20 * 60_000;
  now.steady += 3_000;
  assert.ok(watch.over);
  assert.equal(watch.seconds, 900);
});

test('how long it is over goes on counting, on either clock', () => {
  const { now, source } = clocks();
  const watch = new Watch(timer(), source);
  assert.equal(watch.late, 0);
  now.wall += 75 * 60_000;
  assert.deepEqual([watch.late, watch.passed, watch.seconds], [3600, 4500, 900]);
  now.wall -= 7_200_000;
  now.steady += 16 * 60_000;
  assert.deepEqual([watch.late, watch.passed], [60, 960]);
});

test('the wall clock is moved back: the steady clock counts', () => {
  const { now, source } = clocks();
  const watch = new Watch(timer(), source);
  now.wall -= 7_200_000;
  now.steady += 60_000;
  assert.equal(watch.seconds, 60);
});

test('moved back, and loaded again: what had passed is kept', () => {
  const { now, source } = clocks();
  now.wall -= 7_200_000;
  const watch = new Watch(timer({ passed: 400 }), source);
  assert.equal(watch.seconds, 400);
});

test('the skin is looked at once, after five minutes', () => {
  const { now, source } = clocks();
  const one = timer();
  const watch = new Watch(one, source);
  now.wall += 299_000;
  assert.equal(watch.lookAtSkin, false);
  now.wall += 1_000;
  assert.equal(watch.lookAtSkin, true);
  one.looked = true;
  assert.equal(watch.lookAtSkin, false);
});

test('it ended when it ended, and never in the future', () => {
  assert.equal(endedAt(timer(), T0 + 3_600_000), T0 + 900_000);
  assert.equal(endedAt(timer(), T0 - 5_000), T0 - 5_000);
});

test('minutes and seconds', () => {
  assert.deepEqual([0, 59, 60, 899, 900].map(minutesAndSeconds), ['0:00', '0:59', '1:00', '14:59', '15:00']);
});
