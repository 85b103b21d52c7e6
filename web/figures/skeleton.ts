// Forward kinematics: from lengths and joint angles to the balls that the body is made of.
import type { Pose, Poses } from './pose';
import { add, turned, UPRIGHT, within, type Frame, type Vector } from './space';

export interface Ball {
  at: Vector;
  radius: number;
}

/** Balls whose common outline is drawn as one piece. Of a limb the first lies at its upper joint. */
export type Part = readonly Ball[];

/** What moves as one, and hides or is hidden as one. */
export type Group = 'body' | 'arm_left' | 'arm_right' | 'leg_left' | 'leg_right';

/** Trunk: hips, chest, neck, head, nose. Arm: upper arm, forearm, hand. Leg: thigh, shin, foot. */
export type Skeleton = Record<Group, readonly Part[]>;

/** Left or right, and the way of z that leads away from the body there. */
type Side = { index: 0 | 1; out: -1 | 1 };

const LEFT: Side = { index: 0, out: -1 };
const RIGHT: Side = { index: 1, out: 1 };

interface Bone {
  at: Vector;
  frame: Frame;
}

const from = ({ at, frame }: Bone, x: number, y: number, z = 0): Vector => add(at, within(frame, [x, y, z]));

const ball = (bone: Bone, radius: number, x: number, y: number, z = 0): Ball => ({
  at: from(bone, x, y, z),
  radius,
});

/** The next bone, bent forward by so many degrees. */
const hinge = (bone: Bone, at: Vector, degrees: number): Bone => ({
  at,
  frame: turned(bone.frame, 2, degrees),
});

/** A ball joint: raised forward, spread away from the body, turned inward. */
function socket(
  bone: Bone,
  at: Vector,
  angle: (joint: string) => number,
  joint: string,
  { out }: Side,
): Bone {
  const raised = turned(bone.frame, 2, angle(joint));
  const spread = turned(raised, 0, -out * angle(`${joint}_spread`));
  return { at, frame: turned(spread, 1, out * angle(`${joint}_turn`)) };
}

function reader(pose: Pose, side: 0 | 1): (joint: string) => number {
  return (joint) => {
    const value = pose[joint] ?? 0;
    return typeof value === 'number' ? value : value[side];
  };
}

function leg(body: Poses['body'], pose: Pose, pelvis: Bone, side: Side): Part[] {
  const angle = reader(pose, side.index);
  const thigh = socket(pelvis, from(pelvis, 0, 0, side.out * 4.4), angle, 'hip', side);
  const shin = hinge(thigh, from(thigh, 0, -body.thigh!), -angle('knee'));
  const foot = hinge(shin, from(shin, 0, -body.shin!), angle('ankle'));
  return [
    [ball(thigh, 6.2, 0, 0), ball(thigh, 5.4, 0.3, -8), ball(thigh, 4, 0, -body.thigh!)],
    [ball(shin, 4, 0, 0), ball(shin, 3.9, -0.7, -7), ball(shin, 2.5, 0, -body.shin!)],
    [
      ball(foot, 2.6, 0, 0),
      ball(foot, 2, -1.8, -2),
      ball(foot, 1.9, body.foot! - 6, -2.1),
      ball(foot, 1.6, body.foot! - 4, -2.4),
    ],
  ];
}

function arm(body: Poses['body'], pose: Pose, chest: Bone, side: Side): Part[] {
  const angle = reader(pose, side.index);
  const upper = socket(chest, from(chest, 0, -1, side.out * 9.4), angle, 'shoulder', side);
  const lower = hinge(upper, from(upper, 0, -body.upper_arm!), angle('elbow'));
  const hand = hinge(lower, from(lower, 0, -body.forearm!), angle('wrist'));
  return [
    [ball(upper, 3.3, 0, 0), ball(upper, 2.5, 0, -body.upper_arm!)],
    [ball(lower, 2.5, 0, 0), ball(lower, 2.4, 0, -4), ball(lower, 1.7, 0, -body.forearm!)],
    [ball(hand, 1.7, 0, 0), ball(hand, 1.9, 0.2, -2.6), ball(hand, 1.2, 0.2, 1.2 - body.hand!)],
  ];
}

/** Two balls of the trunk, one on each side. */
const both = (bone: Bone, radius: number, x: number, y: number, z: number): Ball[] => [
  ball(bone, radius, x, y, -z),
  ball(bone, radius, x, y, z),
];

function trunk(body: Poses['body'], nod: number, pelvis: Bone, waist: Bone, chest: Bone): Part[] {
  const neck = hinge(chest, from(chest, -0.6, 0), -nod);
  const head: Bone = { at: from(neck, 1, body.neck!), frame: neck.frame };
  const belly = both(waist, 5.4, 0, 0, 3.8);
  return [
    [...both(pelvis, 6.4, 0, 0, 3.6), ...both(pelvis, 6.2, -0.4, 3, 3.8), ...belly],
    [...belly, ...both(chest, 5.7, 0.2, -7, 4.8), ...both(chest, 4.2, -0.2, -2, 7.6)],
    [ball(chest, 3.6, -0.4, 0), ball(head, 3.2, -1, -2)],
    [ball(head, 6.2, -0.4, 1), ball(head, 3, 2.6, -3.8), ball(head, 3, -1, -3)],
    [ball(head, 2.6, 3, -1.2), ball(head, 0.9, 6, -1.4)],
  ];
}

/** The body with its hips at the origin; where it rests is for the picture to say. */
export function skeleton(body: Poses['body'], pose: Pose): Skeleton {
  const angle = reader(pose, 0);
  const facing = turned(turned(UPRIGHT, 1, angle('heading')), 2, -angle('lean'));
  const pelvis: Bone = {
    at: [0, 0, 0],
    frame: turned(turned(facing, 0, -angle('tilt')), 1, angle('turn')),
  };
  const bent = hinge(pelvis, from(pelvis, 0, body.low_back!), -angle('waist'));
  const waist: Bone = {
    at: bent.at,
    frame: turned(turned(bent.frame, 0, -angle('side')), 1, angle('twist')),
  };
  const chest: Bone = { at: from(waist, 0, body.upper_back!), frame: waist.frame };
  return {
    body: trunk(body, angle('neck'), pelvis, waist, chest),
    arm_left: arm(body, pose, chest, LEFT),
    arm_right: arm(body, pose, chest, RIGHT),
    leg_left: leg(body, pose, pelvis, LEFT),
    leg_right: leg(body, pose, pelvis, RIGHT),
  };
}
