// A picture of a person in a pose, as a tree of SVG. Colours and line widths stand in figures.css.
import { outline, path, type Circle, type Point } from './outline';
import type { Angle, Picture, Pose, Poses, Prop } from './pose';
import { drawProp } from './props';
import { skeleton, type Group, type Skeleton } from './skeleton';
import { seen } from './space';
import { node, type Node } from './tree';

export interface FigureOptions {
  /** What a screen reader says. */
  title: string;
  /** Whether moving figures may move; without it they stand still at the frame that says most. */
  motion?: boolean;
}

/** All outlines of one instant, in the plane of the picture. */
export interface Snapshot {
  groups: Record<Group, Point[][]>;
  joints: Record<string, Point>;
  depths: Record<Group, number>;
}

const GROUPS: readonly Group[] = ['arm_left', 'leg_left', 'arm_right', 'leg_right', 'body'];
const FAR = -2.5;
const MARGIN = 3;
const STEPS = 6;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function ballsOf(bones: Skeleton, part: string): { at: readonly [number, number, number]; radius: number }[] {
  const [name, index] = part.split('.');
  const chosen = name === 'all' ? GROUPS : GROUPS.filter((group) => group === name || group.startsWith(`${name}_`));
  return chosen.flatMap((group) => (index ? [bones.groups[group][Number(index)]!] : bones.groups[group]).flat());
}

/** How far the body must go so that it rests where the picture says. */
function shiftOf(picture: Picture, bones: Skeleton): Point {
  const [x, y] = picture.at ?? [0, 0];
  if (picture.view === 'above' || !picture.rest) return { x, y };
  const bearing = ballsOf(bones, PARTS[picture.rest.part] ?? picture.rest.part);
  const lowest = Math.min(...bearing.map((ball) => seen(picture.view, ball.at)[1] - ball.radius));
  return { x, y: (picture.rest.height ?? 0) - lowest };
}

/** The parts that can bear a person, by the names that the table uses. */
export const PARTS: Record<string, string> = { feet: 'leg', body: 'all', hips: 'body.0', knees: 'leg.1', trunk: 'body' };

export function snapshot(body: Poses['body'], picture: Picture, pose: Pose): Snapshot {
  const bones = skeleton(body, pose);
  const shift = shiftOf(picture, bones);
  const place = (at: readonly [number, number, number]): Point => {
    const [x, y] = seen(picture.view, at);
    return { x: x + shift.x, y: y + shift.y };
  };
  const circles = (part: readonly { at: readonly [number, number, number]; radius: number }[]): Circle[] =>
    part.map(({ at, radius }) => ({ ...place(at), radius }));
  const entries = GROUPS.map((group) => [group, bones.groups[group].map((part) => outline(circles(part)))]);
  const depth = (group: Group): number => mean(bones.groups[group].flat().map(({ at }) => seen(picture.view, at)[2]));
  return {
    groups: Object.fromEntries(entries) as Snapshot['groups'],
    joints: Object.fromEntries(Object.entries(bones.joints).map(([name, at]) => [name, place(at)])),
    depths: Object.fromEntries(GROUPS.map((group) => [group, depth(group) - depth('body')])) as Snapshot['depths'],
  };
}

const ease = (t: number): number => (1 - Math.cos(Math.PI * t)) / 2;

function between(a: Angle, b: Angle, t: number): Angle {
  const mix = (from: number, to: number): number => from + (to - from) * t;
  const [fromLeft, fromRight] = typeof a === 'number' ? [a, a] : a;
  const [toLeft, toRight] = typeof b === 'number' ? [b, b] : b;
  return [mix(fromLeft, toLeft), mix(fromRight, toRight)];
}

/** The poses of a movement from frame to frame, and back to the first. */
export function movement({ frames, seconds }: Picture): Pose[] {
  if (!seconds || frames.length < 2) return [...frames.slice(0, 1)];
  const poses = frames.flatMap((pose, i) => {
    const next = frames[(i + 1) % frames.length]!;
    const joints = [...new Set([...Object.keys(pose), ...Object.keys(next)])];
    return Array.from({ length: STEPS }, (_, step): Pose =>
      Object.fromEntries(joints.map((joint) =>
        [joint, between(pose[joint] ?? 0, next[joint] ?? 0, frames.length > 2 ? step / STEPS : ease(step / STEPS))])));
  });
  return [...poses, poses[0]!];
}

export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

function boxOf(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** What the picture must hold with the floor at the bottom; between 2 by 1 and 4 by 3. */
export function frameOf(points: readonly Point[], stands: boolean): Box {
  const box = boxOf(points);
  const width = box.right - box.left + 2 * MARGIN;
  const height = box.top - box.bottom + 2 * MARGIN;
  const wide = Math.max(width, (height * 4) / 3, 104);
  const high = Math.max(height, wide / 2);
  const middle = (box.left + box.right) / 2;
  const bottom = stands ? box.bottom - MARGIN : (box.bottom + box.top - high) / 2;
  return { left: middle - wide / 2, right: middle + wide / 2, bottom, top: bottom + high };
}

/** Everything that a picture draws: the still frame, all frames of the movement, the things, and the view box. */
export function compose(body: Poses['body'], picture: Picture): { still: Snapshot; moving: Snapshot[]; things: { prop: Prop; shapes: Point[][]; className: string }[]; box: Box } {
  const still = snapshot(body, picture, picture.frames[picture.still ?? 0]!);
  const moving = movement(picture).map((pose) => snapshot(body, picture, pose));
  const things = (picture.props ?? []).map((prop) => {
    const drawn = drawProp(prop);
    return { prop, className: drawn.className, shapes: drawn.shapes.map(outline) };
  });
  const stands = picture.view !== 'above';
  const points = [...[still, ...moving].flatMap(({ groups }) => Object.values(groups).flat(2)), ...things.flatMap(({ shapes }) => shapes.flat())];
  if (stands) points.push({ x: points[0]!.x, y: -1.2 });
  return { still, moving, things, box: frameOf(points, stands) };
}

export function drawPicture(body: Poses['body'], picture: Picture, { title, motion = false }: FigureOptions): Node {
  const { still, moving, things, box } = compose(body, picture);
  const limb = (className: string, groups: readonly Group[]): Node[] => {
    if (groups.length === 0) return [];
    const data = (at: Snapshot): string => path(groups.flatMap((group) => at.groups[group]));
    const drawn = node('path', { class: className, d: data(still) });
    if (motion && picture.seconds)
      drawn.children.push(node('animate', { attributeName: 'd', dur: `${picture.seconds}s`, values: moving.map(data).join(';'),
        repeatCount: Math.max(1, Math.floor(5 / picture.seconds)) }));
    return [drawn];
  };
  const layer = (name?: Prop['layer']): Node[] =>
    things.filter(({ prop }) => prop.layer === name).map(({ className, shapes }) => node('path', { class: className, d: path(shapes) }));
  const far = GROUPS.filter((group) => still.depths[group] < FAR && group !== 'body');
  const near = GROUPS.filter((group) => !far.includes(group) && group.startsWith('arm'));
  const floor = picture.view === 'above' ? [] : [node('path', { class: 'figure-floor', d: `M${Math.round(box.left)} .6H${Math.round(box.right)}` })];
  const round = (value: number): number => Math.round(value * 10) / 10;
  const viewBox = [box.left, -box.top, box.right - box.left, box.top - box.bottom].map(round).join(' ');
  return node('svg', { class: 'figure', viewBox, role: 'img', 'aria-label': title },
    ...floor, ...layer(), ...limb('figure-far', far), ...layer('between'),
    ...limb('figure-near', GROUPS.filter((group) => !far.includes(group) && !near.includes(group))),
    ...near.flatMap((group) => limb('figure-near figure-edge', [group])), ...layer('before'));
}
