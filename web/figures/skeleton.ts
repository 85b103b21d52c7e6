// Forward kinematics: from lengths and joint angles to the balls that the body is made of.
import type { Angle, Pose, Poses } from './pose';
import { add, turned, UPRIGHT, within, type Frame, type Vector } from './space';

export interface Ball {
  at: Vector;
  radius: number;
}

/** Balls whose common outline is drawn as one piece. */
export type Part = readonly Ball[];

/** What moves as one, and hides or is hidden as one. */
export type Group = 'body' | 'arm_left' | 'arm_right' | 'leg_left' | 'leg_right';

export interface Skeleton {
  groups: Record<Group, Part[]>;
  joints: Record<string, Vector>;
}

interface Bone {
  at: Vector;
  frame: Frame;
}

const from = ({ at, frame }: Bone, x: number, y: number, z = 0): Vector => add(at, within(frame, [x, y, z]));
const ball = (bone: Bone, radius: number, x: number, y: number, z = 0): Ball => ({ at: from(bone, x, y, z), radius });
const hinge = (bone: Bone, at: Vector, degrees: number): Bone => ({ at, frame: turned(bone.frame, 2, degrees) });

function angle(pose: Pose, joint: string, side: 0 | 1 = 0): number {
  const value: Angle = pose[joint] ?? 0;
  return typeof value === 'number' ? value : value[side];
}

function pelvisOf(pose: Pose): Bone {
  let frame = turned(UPRIGHT, 1, angle(pose, 'heading'));
  frame = turned(frame, 2, -angle(pose, 'lean'));
  frame = turned(frame, 0, -angle(pose, 'tilt'));
  return { at: [0, 0, 0], frame: turned(frame, 1, angle(pose, 'turn')) };
}

/** `side`: 0 left, 1 right; `out` is the way of z that leads away from the body. */
function leg(body: Poses['body'], pose: Pose, pelvis: Bone, side: 0 | 1, joints: Skeleton['joints']): Part[] {
  const out = side ? 1 : -1;
  const bend = (joint: string): number => angle(pose, joint, side);
  const hip = from(pelvis, 0, 0, out * 4.4);
  let thigh = hinge(pelvis, hip, bend('hip'));
  thigh = { at: hip, frame: turned(turned(thigh.frame, 0, -out * bend('hip_spread')), 1, out * bend('hip_turn')) };
  const knee = from(thigh, 0, -body.thigh!);
  const shin = hinge(thigh, knee, -bend('knee'));
  const ankle = from(shin, 0, -body.shin!);
  const foot = hinge(shin, ankle, bend('ankle'));
  const name = side ? 'right' : 'left';
  Object.assign(joints, { [`hip_${name}`]: hip, [`knee_${name}`]: knee, [`ankle_${name}`]: ankle });
  joints[`toe_${name}`] = from(foot, body.foot! - 4, -2.4);
  return [
    [ball(thigh, 6.2, 0, 0), ball(thigh, 5.4, 0.3, -8), ball(thigh, 4, 0, -body.thigh!)],
    [ball(shin, 4, 0, 0), ball(shin, 3.9, -0.7, -7), ball(shin, 2.5, 0, -body.shin!)],
    [ball(foot, 2.6, 0, 0), ball(foot, 2, -1.8, -2), ball(foot, 1.9, body.foot! - 6, -2.1),
      ball(foot, 1.6, body.foot! - 4, -2.4)],
  ];
}

function arm(body: Poses['body'], pose: Pose, chest: Bone, side: 0 | 1, joints: Skeleton['joints']): Part[] {
  const out = side ? 1 : -1;
  const bend = (joint: string): number => angle(pose, joint, side);
  const shoulder = from(chest, 0, -1, out * 9.4);
  let upper = hinge(chest, shoulder, bend('shoulder'));
  const spread = turned(upper.frame, 0, -out * bend('shoulder_spread'));
  upper = { at: shoulder, frame: turned(spread, 1, out * bend('shoulder_turn')) };
  const elbow = from(upper, 0, -body.upper_arm!);
  const lower = hinge(upper, elbow, bend('elbow'));
  const wrist = from(lower, 0, -body.forearm!);
  const hand = hinge(lower, wrist, bend('wrist'));
  const name = side ? 'right' : 'left';
  Object.assign(joints, { [`shoulder_${name}`]: shoulder, [`elbow_${name}`]: elbow, [`wrist_${name}`]: wrist });
  joints[`hand_${name}`] = from(hand, 0, -body.hand!);
  return [
    [ball(upper, 3.3, 0, 0), ball(upper, 2.5, 0, -body.upper_arm!)],
    [ball(lower, 2.5, 0, 0), ball(lower, 2.4, 0, -4), ball(lower, 1.7, 0, -body.forearm!)],
    [ball(hand, 1.7, 0, 0), ball(hand, 1.9, 0.2, -2.6), ball(hand, 1.2, 0.2, 1.2 - body.hand!)],
  ];
}

function trunk(body: Poses['body'], pose: Pose, pelvis: Bone, waist: Bone, chest: Bone, joints: Skeleton['joints']): Part[] {
  const neck = hinge(chest, from(chest, -0.6, 0), -angle(pose, 'neck'));
  const head: Bone = { at: from(neck, 1, body.neck!), frame: neck.frame };
  Object.assign(joints, { hips: pelvis.at, waist: waist.at, neck: neck.at, head: head.at });
  const both = (bone: Bone, radius: number, x: number, y: number, z: number): Ball[] =>
    [ball(bone, radius, x, y, -z), ball(bone, radius, x, y, z)];
  return [
    [...both(pelvis, 6.4, 0, 0, 3.6), ...both(pelvis, 6.2, -0.4, 3, 3.8), ...both(waist, 5.4, 0, 0, 3.8)],
    [...both(waist, 5.4, 0, 0, 3.8), ...both(chest, 5.7, 0.2, -7, 4.8), ...both(chest, 4.2, -0.2, -2, 7.6)],
    [ball(chest, 3.6, -0.4, 0), ball(head, 3.2, -1, -2)],
    [ball(head, 6.2, -0.4, 1), ball(head, 3, 2.6, -3.8), ball(head, 3, -1, -3)],
    [ball(head, 2.6, 3, -1.2), ball(head, 0.9, 6, -1.4)],
  ];
}

/** The body with its hips at the origin; where it rests is for the picture to say. */
export function skeleton(body: Poses['body'], pose: Pose): Skeleton {
  const joints: Skeleton['joints'] = {};
  const pelvis = pelvisOf(pose);
  const waist = hinge(pelvis, from(pelvis, 0, body.low_back!), -angle(pose, 'waist'));
  waist.frame = turned(turned(waist.frame, 0, -angle(pose, 'side')), 1, angle(pose, 'twist'));
  const chest: Bone = { at: from(waist, 0, body.upper_back!), frame: waist.frame };
  const groups = {
    body: trunk(body, pose, pelvis, waist, chest, joints),
    arm_left: arm(body, pose, chest, 0, joints),
    arm_right: arm(body, pose, chest, 1, joints),
    leg_left: leg(body, pose, pelvis, 0, joints),
    leg_right: leg(body, pose, pelvis, 1, joints),
  };
  return { groups, joints };
}
