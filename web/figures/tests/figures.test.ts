import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose, snapshot } from '../compose';
import { drawFigure, drawPicture, figureFor } from '../figure';
import type { Circle } from '../outline';
import type { Prop } from '../pose';
import { shapesOf } from '../props';
import { skeleton } from '../skeleton';
import { toMarkup } from '../tree';
import { all, eachPicture, jointsOf, pictureOf, pointsOf, poses, protocolText, words } from './table';

const options = { say: (key: string): string => words['en']![key] ?? '', motion: true };
const partsOf = (id: string, i = 0) => compose(poses.body, pictureOf(id, i)).still.parts;
const propOf = (id: string, kind: Prop['kind'], i = 0): Prop =>
  pictureOf(id).props!.filter((prop) => prop.kind === kind)[i]!;

const bottom = (circles: readonly Circle[]): number =>
  Math.min(...circles.map(({ y, radius }) => y - radius));
const top = (circles: readonly Circle[]): number => Math.max(...circles.map(({ y, radius }) => y + radius));

/** Distance between the middle of a thing and a point. */
function gap({ at }: Prop, { x, y }: { x: number; y: number }): number {
  return Math.hypot(at[0] - x, at[1] - y);
}

test('every measure to lie, sit, get up, move, warm or cool has a drawing', () => {
  const rows = protocolText('relief.yaml').matchAll(
    /^ {2}- id: (\w+)\n {4}kind: (position|getting_up|walk|movement|heat|cold)$/gm,
  );
  const ids = [...rows].map(([, id]) => id!);
  assert.ok(ids.length >= 13, `${ids}`);
  for (const id of ids) assert.ok(figureFor(poses, 'measures', id), id);
  for (const id of ['lie_still', 'lie_sit_up', 'lie_left_side']) assert.ok(figureFor(poses, 'help', id), id);
  assert.equal(figureFor(poses, 'measures', 'nothing'), undefined);
});

test('every picture says what it shows, in each language', () => {
  for (const [language, sentences] of Object.entries(words))
    for (const figure of poses.figures) {
      const drawn = drawFigure(poses, figure, { say: (key) => sentences[key] ?? '', motion: false });
      for (const { attributes } of drawn) {
        assert.equal(attributes['role'], 'img');
        assert.ok(String(attributes['aria-label']).length > 10, `${figure.id} in ${language}`);
      }
      assert.ok(sentences[`figures.${figure.id}.alt`], `${figure.id} in ${language}`);
      assert.equal(new Set(drawn.map(({ attributes }) => attributes['aria-label'])).size, drawn.length);
    }
});

test('nobody sinks into the floor, at any moment', () => {
  for (const { name, picture } of eachPicture()) {
    if (picture.view === 'above') continue;
    const { still, moving } = compose(poses.body, picture);
    for (const { parts } of [still, ...moving]) {
      const lowest = bottom(Object.values(parts).flat(2));
      assert.ok(lowest > -0.5, `${name}: ${lowest}`);
    }
  }
});

test('everybody rests on something', () => {
  for (const { name, picture } of eachPicture()) {
    if (picture.view === 'above') continue;
    const { still, things } = compose(poses.body, picture);
    const lowest = bottom(Object.values(still.parts).flat(2));
    const height = picture.rest!.height ?? 0;
    const tops = things.flatMap(({ shapes }) => shapes.map(top));
    assert.ok(lowest < height + 0.2, `${name} hangs in the air`);
    assert.ok(height === 0 || tops.some((y) => Math.abs(y - height) < 2), `${name} rests on nothing`);
  }
});

test('feet that stand, stand on the floor', () => {
  for (const [id, i] of [
    ['getting_up_bed', 3],
    ['getting_up_bed', 4],
    ['getting_up_floor', 3],
    ['getting_up_floor', 4],
    ['heat', 0],
    ['lie_sit_up', 0],
    ['position_standing_lean', 0],
  ] as const) {
    const { leg_left, leg_right } = partsOf(id, i);
    for (const leg of [leg_left, leg_right]) {
      const lowest = bottom(leg.flat());
      assert.ok(Math.abs(lowest) < 1.5, `${id} ${i + 1}: a foot at ${lowest.toFixed(1)}`);
    }
  }
});

test('knees that kneel, kneel on the floor', () => {
  for (const [i, knees] of [
    [1, ['left', 'right']],
    [2, ['left']],
  ] as const)
    for (const side of knees) {
      const knee = jointsOf(partsOf('getting_up_floor', i))[`knee_${side}`]!;
      assert.ok(knee.y - knee.radius < 2, `picture ${i + 1}, ${side}: ${knee.y}`);
    }
});

test('hands that push, push on something', () => {
  for (const [id, i, side, height] of [
    ['getting_up_floor', 1, 'right', 0],
    ['getting_up_floor', 2, 'right', 26],
    ['getting_up_floor', 3, 'right', 26],
    ['getting_up_bed', 2, 'right', 26],
    ['position_standing_lean', 0, 'right', 50],
  ] as const) {
    const lowest = bottom(partsOf(id, i)[`arm_${side}`].flat());
    assert.ok(Math.abs(lowest - height) < 2.5, `${id} ${i + 1}: a hand at ${lowest.toFixed(1)}`);
  }
});

test('nobody sinks into a bed', () => {
  const lying: [string, number][] = [
    ['position_back_pillow', 0],
    ['position_face_down', 0],
    ['getting_up_bed', 0],
  ];
  for (const [id, i] of lying) {
    const lowest = bottom(Object.values(partsOf(id, i)).flat(2));
    assert.ok(lowest > 26 - 1.5, `${id}: ${lowest}`);
    const feet = partsOf(id, i).leg_right.flat();
    assert.ok(bottom(feet) < 26 + 2.5, `${id}: feet in the air at ${bottom(feet)}`);
  }
});

test('nothing that is drawn leaves its view box', () => {
  for (const { name, picture } of eachPicture()) {
    const drawn = drawPicture(poses.body, picture, '', true);
    const [left, top, width, height] = String(drawn.attributes['viewBox']).split(' ').map(Number) as [
      number,
      number,
      number,
      number,
    ];
    assert.ok(width / height >= 1.3 && width / height <= 2.01, name);
    const paths = all(drawn)
      .flatMap(({ attributes: { d, values } }) => [d, values])
      .filter(Boolean)
      .map(String);
    const points = paths.flatMap(pointsOf);
    assert.ok(points.length > 200, name);
    for (const [x, y] of points)
      assert.ok(x >= left && x <= left + width && y >= top && y <= top + height, `${name}: ${x} ${y}`);
  }
});

test('pillows and packs are where they help', () => {
  const knees = jointsOf(partsOf('position_back_pillow'));
  assert.ok(gap(propOf('position_back_pillow', 'pillow', 1), knees['knee_right']!) < 14);
  const above = jointsOf(partsOf('position_side_pillow'));
  const between = propOf('position_side_pillow', 'pillow', 1);
  assert.equal(between.layer, 'between');
  assert.ok(gap(between, above['knee_left']!) < 14 && gap(between, above['knee_right']!) < 14);
  const belly = jointsOf(partsOf('position_face_down'));
  assert.ok(gap(propOf('position_face_down', 'pillow'), belly['waist']!) < 14);
  for (const [id, kind] of [
    ['heat', 'heat_pack'],
    ['cold', 'cold_pack'],
  ] as const) {
    const { waist, hips } = jointsOf(partsOf(id));
    const middle = { x: (waist!.x + hips!.x) / 2, y: (waist!.y + hips!.y) / 2 };
    assert.ok(gap(propOf(id, kind), middle) < 11, id);
    assert.ok(gap(propOf(id, kind), middle) > 5, `${id}: outside the body`);
  }
});

test('a lying head has its pillow', () => {
  for (const { name, picture } of eachPicture()) {
    const pillow = picture.props?.find(({ kind }) => kind === 'pillow');
    if (!pillow || !/^(position_(back|side|legs)|cold|gentle|knee|lie_left)/.test(name)) continue;
    assert.ok(gap(pillow, jointsOf(compose(poses.body, picture).still.parts)['head']!) < 10, name);
  }
});

test('on the left side means the left side down', () => {
  for (const id of ['position_side_pillow', 'lie_left_side', 'cold']) {
    const picture = pictureOf(id);
    const joints = jointsOf(skeleton(poses.body, picture.frames[0]!));
    assert.equal(picture.view, 'above');
    for (const joint of ['hip', 'shoulder', 'knee'])
      assert.ok(joints[`${joint}_left`]!.at[1] < joints[`${joint}_right`]!.at[1], `${id}: ${joint}`);
  }
});

test('what moves comes back to where it began, and stops within five seconds', () => {
  const moving = eachPicture().filter(({ picture }) => picture.seconds);
  assert.ok(moving.length >= 5);
  for (const { name, picture } of moving) {
    const animations = all(drawPicture(poses.body, picture, '', true)).filter(({ tag }) => tag === 'animate');
    assert.ok(animations.length >= 3, name);
    for (const { attributes } of animations) {
      const values = String(attributes['values']).split(';');
      assert.equal(values[0], values.at(-1), name);
      assert.equal(
        new Set(values.map((value) => value.replace(/-?[\d.]+/g, '0'))).size,
        1,
        `${name}: same commands`,
      );
      assert.ok(parseFloat(String(attributes['dur'])) * Number(attributes['repeatCount']) <= 5, name);
    }
    const changed = animations.some(
      ({ attributes }) => new Set(String(attributes['values']).split(';')).size > 3,
    );
    assert.ok(changed, `${name} does not move`);
  }
});

test('who prefers reduced motion gets the frame that says most, still', () => {
  for (const { name, picture } of eachPicture()) {
    const drawn = all(drawPicture(poses.body, picture, '', false));
    assert.ok(
      drawn.every(({ tag }) => tag === 'svg' || tag === 'path'),
      name,
    );
    const alone = { ...picture, frames: [picture.frames[picture.still ?? 0]!], still: 0 };
    const { parts } = snapshot(poses.body, alone, alone.frames[0]!);
    assert.deepEqual(compose(poses.body, picture).still.parts, parts, name);
  }
});

test('no drawing carries a style or a script', () => {
  for (const figure of poses.figures)
    for (const drawn of drawFigure(poses, figure, options)) {
      for (const { tag, attributes } of all(drawn)) {
        assert.ok(['svg', 'path', 'animate'].includes(tag), tag);
        assert.ok(Object.keys(attributes).every((name) => name !== 'style' && !name.startsWith('on')));
      }
      assert.ok(!/NaN|undefined/.test(toMarkup(drawn)), figure.id);
    }
});

test('every thing of the table has a shape of its own', () => {
  const kinds = [
    'pillow',
    'bed',
    'mattress',
    'chair',
    'recliner',
    'stool',
    'table',
    'wall',
    'heat_sign',
    'cold_sign',
  ];
  const shapes = kinds.map((kind) => JSON.stringify(shapesOf({ kind: kind as Prop['kind'], at: [0, 30] })));
  assert.equal(new Set(shapes).size, kinds.length);
});
