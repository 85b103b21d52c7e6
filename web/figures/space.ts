// Points and turns in space. x points where the standing person looks, y up, z to the person's right.

export type Vector = readonly [number, number, number];

export type View = 'side' | 'front' | 'above';

const RADIANS = Math.PI / 180;

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** Three columns: where the own x, y and z axes of a body part point. */
export type Frame = readonly [Vector, Vector, Vector];

export const UPRIGHT: Frame = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Where a point given in the axes of a part lies, seen from the part's own origin. */
export function within(frame: Frame, [x, y, z]: Vector): Vector {
  const along = (i: 0 | 1 | 2): number => frame[0][i] * x + frame[1][i] * y + frame[2][i] * z;
  return [along(0), along(1), along(2)];
}

/** Turns a part about one of its own axes, counter-clockwise when that axis points at you. */
export function turned(frame: Frame, axis: 0 | 1 | 2, degrees: number): Frame {
  const c = Math.cos(degrees * RADIANS);
  const s = Math.sin(degrees * RADIANS);
  const columns: Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const next = (axis + 1) % 3;
  const last = (axis + 2) % 3;
  const unit = (i: number, a: number, b: number): Vector =>
    [0, 1, 2].map((at) => (at === i ? a : at === next || at === last ? b : 0)) as unknown as Vector;
  columns[next] = unit(next, c, s);
  columns[last] = unit(last, c, -s);
  return columns.map((column) => within(frame, column)) as unknown as Frame;
}

/** To the right and up in the picture, and towards the one who looks: from the right, the front, or above. */
export function seen(view: View, [x, y, z]: Vector): Vector {
  if (view === 'front') return [-z, y, x];
  return view === 'above' ? [x, -z, y] : [x, y, z];
}
