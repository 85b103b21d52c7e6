// Pillows and furniture: outlines of circles, as the body is.
import type { Circle } from './outline';
import type { Prop } from './pose';

export interface DrawnProp {
  /** What the style sheet gives a colour. */
  className: string;
  shapes: Circle[][];
}

const bar = (x1: number, y1: number, x2: number, y2: number, radius: number): Circle[] =>
  [{ x: x1, y: y1, radius }, { x: x2, y: y2, radius }];

/** A rectangle with round corners, turned about its middle. */
function block([x, y]: readonly [number, number], [width, height]: readonly [number, number], radius: number, turn = 0): Circle[] {
  const c = Math.cos((turn * Math.PI) / 180);
  const s = Math.sin((turn * Math.PI) / 180);
  const w = width / 2 - radius;
  const h = height / 2 - radius;
  return [[-w, -h], [w, -h], [w, h], [-w, h]].map(([a, b]) => ({ x: x + a! * c - b! * s, y: y + a! * s + b! * c, radius }));
}

/** Furniture stands on the floor, from its left end `a` to its right end `b`. */
function thing({ kind, at, size, top, turn }: Prop): Circle[][] {
  const [a, b] = at ?? [0, 0];
  const height = top ?? 26;
  switch (kind) {
    case 'bed':
      return [block([(a + b) / 2, height - 4], [b - a, 8], 2.5), bar(a + 3, height - 10.4, b - 3, height - 10.4, 1.4),
        bar(a + 4, height - 10.4, a + 4, 1.2, 1.2), bar(b - 4, height - 10.4, b - 4, 1.2, 1.2)];
    case 'table':
      return [bar(a, height - 1.4, b, height - 1.4, 1.4), bar(a + 4, height - 1.4, a + 4, 1.2, 1.2),
        bar(b - 4, height - 1.4, b - 4, 1.2, 1.2)];
    case 'chair': {
      // The back stands at the second end, whichever side that is.
      const inward = Math.sign(a - b);
      return [bar(a, height - 1.6, b, height - 1.6, 1.6), bar(b, height - 1.6, b - inward * (turn ?? 3), height + 24, 1.4),
        bar(a + Math.sign(b - a) * 2, height - 1.6, a + Math.sign(b - a) * 1.5, 1.2, 1.2), bar(b, height - 1.6, b, 1.2, 1.2)];
    }
    case 'stool':
      return [bar(a, height - 1.8, b, height - 1.8, 1.8), bar(a + 3, height - 1.8, a + 1, 1.2, 1.2),
        bar(b - 3, height - 1.8, b - 1, 1.2, 1.2)];
    case 'recliner': {
      // Seat, a back that leans away and a rest for the calves.
      const away = Math.sign(b - a);
      return [bar(a, height - 3, b, height - 3, 3), bar(b, height - 3, b + away * (turn ?? 20), height + 40, 3),
        bar(a, height - 3, a - away * 20, height - 16, 2.4), bar((a + b) / 2, height - 3, (a + b) / 2, 2, 3),
        bar((a + b) / 2 - 12, 1.6, (a + b) / 2 + 12, 1.6, 1.6)];
    }
    case 'wall':
      return [bar(a - 8, 2, a - 8, b, 2)];
    case 'heat_sign':
      return [-5, 0, 5].flatMap((x) => [-1, 0, 1].map((i) =>
        bar(a + x + (i % 2 ? 0.9 : -0.9), b + 3.4 * i - 1.7, a + x - (i % 2 ? 0.9 : -0.9), b + 3.4 * i + 1.7, 0.7)));
    case 'cold_sign':
      return [0, 60, 120].map((way) => {
        const [x, y] = [Math.cos((way * Math.PI) / 180) * 5, Math.sin((way * Math.PI) / 180) * 5];
        return bar(a - x, b - y, a + x, b + y, 0.7);
      });
    default:
      return [block([a, b], size ?? [24, 8], kind === 'mattress' ? 4 : Math.min(...(size ?? [24, 8])) / 2.3, turn)];
  }
}

const CLASSES: Partial<Record<Prop['kind'], string>> = {
  pillow: 'figure-pillow',
  heat_pack: 'figure-heat',
  heat_sign: 'figure-heat',
  cold_pack: 'figure-cold',
  cold_sign: 'figure-cold',
};

export function drawProp(prop: Prop): DrawnProp {
  const className = CLASSES[prop.kind] ?? 'figure-thing';
  return { className, shapes: thing(prop) };
}
