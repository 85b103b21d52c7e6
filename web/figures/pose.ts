// What protocol/poses.yaml becomes: the pose table as the page gets it (poses.json, which protocolc checks).
import type { View } from './space';

/** One angle for both sides, or the left one and the right one. Degrees. */
export type Angle = number | readonly [number, number];

/** Joint angles of one instant; what is not named is 0, as in standing straight. */
export interface Pose {
  readonly [joint: string]: Angle;
}

export interface Prop {
  kind:
    | 'pillow'
    | 'bed'
    | 'mattress'
    | 'chair'
    | 'recliner'
    | 'stool'
    | 'table'
    | 'wall'
    | 'heat_pack'
    | 'heat_sign'
    | 'cold_pack'
    | 'cold_sign';
  /** Hundredths of body height: middle of what lies, ends of what stands, place and height of a wall. */
  at: readonly [number, number];
  size?: readonly [number, number];
  /** Height of the seat or of the top. */
  top?: number;
  turn?: number;
  /** Behind the person (also: absent), between the far and the near limbs, or before the person. */
  layer?: 'between' | 'before';
}

export interface Picture {
  view: View;
  /** Which part bears the person, and at what height; or, seen from above, where the hips are. */
  rest?: { part: string; height?: number };
  at?: readonly [number, number];
  frames: readonly Pose[];
  /** Seconds for all frames and back to the first. Absent: nothing moves. */
  seconds?: number;
  /** The frame that says most; shown where nothing may move. */
  still?: number;
  props?: readonly Prop[];
}

export interface Figure {
  id: string;
  measures?: readonly string[];
  help?: readonly string[];
  pictures: readonly Picture[];
}

export interface Poses {
  /** Lengths in hundredths of body height. */
  body: Readonly<Record<string, number>>;
  figures: readonly Figure[];
}
