import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapshot } from '../compose';
import type { Pose } from '../pose';
import { skeleton } from '../skeleton';
import type { Vector } from '../space';
import { jointsOf, poses, protocolText } from './table';

const { body } = poses;

function joints(pose: Pose): Record<string, Vector> {
  const balls = Object.entries(jointsOf(skeleton(body, pose)));
  return Object.fromEntries(balls.map(([name, { at }]) => [name, at]));
}

function near(found: Vector | undefined, wanted: Vector): void {
  assert.ok(found);
  wanted.forEach((value, i) => assert.ok(Math.abs(found[i]! - value) < 1e-9, `${found} is not ${wanted}`));
}

const distance = (a: Vector, b: Vector): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

test('standing straight, everything is where its length puts it', () => {
  const at = joints({});
  near(at['hips'], [0, 0, -3.6]);
  near(at['waist'], [0, body['low_back']!, -3.8]);
  near(at['knee_right'], [0, -body['thigh']!, 4.4]);
  near(at['ankle_left'], [0, -body['thigh']! - body['shin']!, -4.4]);
  near(at['wrist_right'], [
    0,
    body['low_back']! + body['upper_back']! - 1 - body['upper_arm']! - body['forearm']!,
    9.4,
  ]);
});

test('from sole to crown it is a hundred', () => {
  const { parts } = snapshot(body, { view: 'side', rest: { part: 'feet' }, frames: [{}] }, {});
  const circles = Object.values(parts).flat(2);
  const top = Math.max(...circles.map(({ y, radius }) => y + radius));
  assert.ok(Math.abs(Math.min(...circles.map(({ y, radius }) => y - radius))) < 1e-9);
  assert.ok(Math.abs(top - 100) < 2, `${top}`);
});

test('a thigh raised to level points forward, a bent knee brings the shin down again', () => {
  near(joints({ hip: 90 })['knee_left'], [body['thigh']!, 0, -4.4]);
  near(joints({ hip: 90, knee: 90 })['ankle_left'], [body['thigh']!, -body['shin']!, -4.4]);
});

test('a bent elbow points the forearm forward, a raised arm points up', () => {
  const straight = joints({});
  const bent = joints({ elbow: 90 });
  near(bent['wrist_left'], [body['forearm']!, straight['elbow_left']![1], -9.4]);
  const raised = joints({ shoulder: 180 });
  assert.ok(raised['wrist_left']![1] > raised['head']![1]);
});

test('leaning back until level lies on the back, feet and head at one height', () => {
  const at = joints({ lean: -90 });
  near(at['waist'], [-body['low_back']!, 0, -3.8]);
  near(at['knee_right'], [body['thigh']!, 0, 4.4]);
});

test('turning and tilting go to the own left', () => {
  assert.ok(joints({ turn: 90, hip: 90 })['knee_left']![2] < -20, 'turned left the thighs point left');
  assert.ok(joints({ tilt: 30 })['head']![2] < -10);
  assert.ok(joints({ side: 30 })['head']![2] < -5);
  assert.ok(
    joints({ twist: 40, shoulder: 90 })['wrist_left']![2] < joints({ shoulder: 90 })['wrist_left']![2],
  );
});

test('spreading leads away from the body on both sides', () => {
  const at = joints({ shoulder_spread: 90, hip_spread: 30 });
  assert.ok(at['wrist_left']![2] < -35 && at['wrist_right']![2] > 35);
  assert.ok(at['knee_left']![2] < -15 && at['knee_right']![2] > 15);
});

test('one angle of two moves one side', () => {
  const at = joints({ knee: [0, 90] });
  near(at['ankle_left'], joints({})['ankle_left']!);
  assert.ok(distance(at['ankle_right']!, joints({})['ankle_right']!) > 20);
});

test('every joint of the table moves the drawing', () => {
  const text = protocolText('poses.yaml');
  const table = text.slice(text.indexOf('\njoints:'), text.indexOf('\nfigures:'));
  const names = [...table.matchAll(/^ {2}(\w+): \[/gm)].map(([, name]) => name!);
  assert.ok(names.length > 15);
  const bent = { elbow: 20, hip: 10 };
  for (const name of names)
    assert.notDeepEqual(skeleton(body, { ...bent, [name]: 25 }), skeleton(body, bent), name);
});

test('bones keep their length in any pose', () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < 200; ++i) {
    const angle = (): number => random() * 360 - 180;
    const at = joints({
      heading: angle(),
      lean: angle(),
      tilt: angle(),
      turn: angle(),
      waist: angle(),
      twist: angle(),
      hip: [angle(), angle()],
      hip_spread: angle(),
      knee: angle(),
      shoulder: angle(),
      elbow: [angle(), angle()],
    });
    for (const side of ['left', 'right']) {
      const length = (a: string, b: string): number => distance(at[`${a}_${side}`]!, at[`${b}_${side}`]!);
      assert.ok(Math.abs(length('hip', 'knee') - body['thigh']!) < 1e-9);
      assert.ok(Math.abs(length('knee', 'ankle') - body['shin']!) < 1e-9);
      assert.ok(Math.abs(length('shoulder', 'elbow') - body['upper_arm']!) < 1e-9);
      assert.ok(Math.abs(length('elbow', 'wrist') - body['forearm']!) < 1e-9);
    }
  }
});
