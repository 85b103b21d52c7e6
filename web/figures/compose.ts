// From a picture of the table to circles in its plane, and the box that holds them. y grows upwards here.
import type { Circle } from './outline';
import type { Angle, Picture, Pose, Poses, Prop } from './pose';
import { shapesOf } from './props';
import { skeleton, type Ball, type Group, type Skeleton } from './skeleton';
import { seen } from './space';

/** One instant. `depths`: how much nearer each group is than the trunk. */
export interface Snapshot {
  parts: Record<Group, readonly Circle[][]>;
  depths: Record<Group, number>;
}

export interface Thing {
  prop: Prop;
  shapes: Circle[][];
}

export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

export interface Composition {
  still: Snapshot;
  moving: Snapshot[];
  things: Thing[];
  box: Box;
}

export const GROUPS: readonly Group[] = ['arm_left', 'leg_left', 'arm_right', 'leg_right', 'body'];

const MARGIN = 3;
const NARROWEST = 104;
const STEPS_BETWEEN_FRAMES = 5;

/** What may bear a person, by the names of the table. */
const BEARERS: Record<string, (bones: Skeleton) => readonly Ball[]> = {
  feet: (bones) => [...bones.leg_left, ...bones.leg_right].flat(),
  hips: (bones) => bones.body[0]!,
  trunk: (bones) => bones.body.flat(),
  body: (bones) => GROUPS.flatMap((group) => bones[group].flat()),
};

function mapped<T>(make: (group: Group) => T): Record<Group, T> {
  return Object.fromEntries(GROUPS.map((group) => [group, make(group)])) as Record<Group, T>;
}

export function snapshot(body: Poses['body'], picture: Picture, pose: Pose): Snapshot {
  const { view, rest, at = [0, 0] } = picture;
  const bones = skeleton(body, pose);
  const bottoms = rest ? BEARERS[rest.part]!(bones).map((ball) => seen(view, ball.at)[1] - ball.radius) : [];
  const up = rest ? (rest.height ?? 0) - Math.min(...bottoms) : at[1];
  const circle = (ball: Ball): Circle => {
    const [x, y] = seen(view, ball.at);
    return { x: x + at[0], y: y + up, radius: ball.radius };
  };
  const depth = (group: Group): number => {
    const depths = bones[group].flat().map((ball) => seen(view, ball.at)[2]);
    return depths.reduce((sum, value) => sum + value, 0) / depths.length;
  };
  return {
    parts: mapped((group) => bones[group].map((part) => part.map(circle))),
    depths: mapped((group) => depth(group) - depth('body')),
  };
}

function between(a: Angle, b: Angle, share: number): Angle {
  const [fromLeft, fromRight] = typeof a === 'number' ? [a, a] : a;
  const [toLeft, toRight] = typeof b === 'number' ? [b, b] : b;
  return [fromLeft + (toLeft - fromLeft) * share, fromRight + (toRight - fromRight) * share];
}

/** There and back slows down at both ends; a round of more frames goes on evenly. */
const paced = (share: number, frames: number): number =>
  frames > 2 ? share : (1 - Math.cos(Math.PI * share)) / 2;

/** The poses of a movement from frame to frame, and back to the first. None where nothing moves. */
export function movement({ frames, seconds }: Picture): Pose[] {
  if (!seconds) return [];
  const poses = frames.flatMap((pose, i) => {
    const next = frames[(i + 1) % frames.length]!;
    const joints = Object.keys({ ...pose, ...next });
    return Array.from({ length: STEPS_BETWEEN_FRAMES }, (_, step): Pose => {
      const share = paced(step / STEPS_BETWEEN_FRAMES, frames.length);
      return Object.fromEntries(
        joints.map((name) => [name, between(pose[name] ?? 0, next[name] ?? 0, share)]),
      );
    });
  });
  return [...poses, poses[0]!];
}

/** Holds all circles with a margin, a floor at the bottom; between 2 by 1 and 4 by 3. */
function boxAround(circles: readonly Circle[], floor: boolean): Box {
  const left = Math.min(...circles.map(({ x, radius }) => x - radius));
  const right = Math.max(...circles.map(({ x, radius }) => x + radius));
  const top = Math.max(...circles.map(({ y, radius }) => y + radius));
  const bottom = Math.min(...circles.map(({ y, radius }) => y - radius), floor ? -0.6 : Infinity);
  const height = top - bottom + 2 * MARGIN;
  const wide = Math.max(right - left + 2 * MARGIN, (height * 4) / 3, NARROWEST);
  const high = Math.max(height, wide / 2);
  const lowest = floor ? bottom - MARGIN : (bottom + top - high) / 2;
  const middle = (left + right) / 2;
  return { left: middle - wide / 2, right: middle + wide / 2, bottom: lowest, top: lowest + high };
}

export function compose(body: Poses['body'], picture: Picture): Composition {
  const still = snapshot(body, picture, picture.frames[picture.still ?? 0]!);
  const moving = movement(picture).map((pose) => snapshot(body, picture, pose));
  const things = (picture.props ?? []).map((prop) => ({ prop, shapes: shapesOf(prop) }));
  const people = [still, ...moving].flatMap(({ parts }) => Object.values(parts).flat(2));
  const circles = [...people, ...things.flatMap(({ shapes }) => shapes.flat())];
  return { still, moving, things, box: boxAround(circles, picture.view !== 'above') };
}
