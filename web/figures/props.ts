// Pillows and furniture, made of circles as the body is. Furniture stands on the floor.
import type { Circle } from './outline';
import type { Prop } from './pose';

type Shape = Circle[];

const RADIANS = Math.PI / 180;

const bar = (x1: number, y1: number, x2: number, y2: number, radius: number): Shape => [
  { x: x1, y: y1, radius },
  { x: x2, y: y2, radius },
];

/** A rectangle with round corners, turned about its middle. */
function block(x: number, y: number, width: number, height: number, radius: number, turn = 0): Shape {
  const [c, s] = [Math.cos(turn * RADIANS), Math.sin(turn * RADIANS)];
  const [w, h] = [width / 2 - radius, height / 2 - radius];
  const corners = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ] as const;
  return corners.map(([a, b]) => ({ x: x + a * c - b * s, y: y + a * s + b * c, radius }));
}

/** A top from `a` to `b` on two legs that stand `inset` from its ends. */
function standing(a: number, b: number, top: number, thick: number, inset: number): Shape[] {
  const y = top - thick;
  return [
    bar(a, y, b, y, thick),
    bar(a + inset, y, a + inset, 1.2, 1.2),
    bar(b - inset, y, b - inset, 1.2, 1.2),
  ];
}

/** The back of a chair is at its second end, whichever side that is. */
function chair(a: number, b: number, top: number): Shape[] {
  const away = Math.sign(b - a);
  return [...standing(a, b, top, 1.6, away * 1.5), bar(b, top - 1.6, b + away * 3, top + 24, 1.4)];
}

/** Seat, a back that leans away by `lean`, a rest for the calves, and a foot. */
function recliner(a: number, b: number, top: number, lean: number): Shape[] {
  const away = Math.sign(b - a);
  const [y, middle] = [top - 3, (a + b) / 2];
  return [
    bar(a, y, b, y, 3),
    bar(b, y, b + away * lean, top + 40, 3),
    bar(a, y, a - away * 20, top - 16, 2.4),
    bar(middle, y, middle, 2, 3),
    bar(middle - 12, 1.6, middle + 12, 1.6, 1.6),
  ];
}

function bed(a: number, b: number, top: number): Shape[] {
  return [block((a + b) / 2, top - 4, b - a, 8, 2.5), ...standing(a + 2, b - 2, top - 9, 1.4, 2)];
}

/** Three waves of warm air. */
function heatSign(x: number, y: number): Shape[] {
  const wave = (at: number): Shape[] =>
    [-1, 0, 1].map((i) => {
      const sway = i === 0 ? 0.9 : -0.9;
      return bar(at - sway, y + 3.4 * i - 1.7, at + sway, y + 3.4 * i + 1.7, 0.7);
    });
  return [-5, 0, 5].flatMap((shift) => wave(x + shift));
}

/** A snowflake. */
function coldSign(x: number, y: number): Shape[] {
  return [30, 90, 150].map((way) => {
    const [dx, dy] = [Math.cos(way * RADIANS) * 5, Math.sin(way * RADIANS) * 5];
    return bar(x - dx, y - dy, x + dx, y + dy, 0.7);
  });
}

export function shapesOf({
  kind,
  at: [a, b],
  size: [width, height] = [24, 8],
  top = 26,
  turn = 0,
}: Prop): Shape[] {
  switch (kind) {
    case 'bed':
      return bed(a, b, top);
    case 'table':
      return standing(a, b, top, 1.4, 4);
    case 'stool':
      return standing(a, b, top, 1.8, 3);
    case 'chair':
      return chair(a, b, top);
    case 'recliner':
      return recliner(a, b, top, turn);
    case 'wall':
      return [bar(a - 8, 2, a - 8, b, 2)];
    case 'heat_sign':
      return heatSign(a, b);
    case 'cold_sign':
      return coldSign(a, b);
    case 'mattress':
      return [block(a, b, width, height, 4)];
    default:
      return [block(a, b, width, height, Math.min(width, height) / 2.3, turn)];
  }
}
