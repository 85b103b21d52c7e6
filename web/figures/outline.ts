// The common outline of circles: of two a limb, of several a trunk, of four a mattress.

export interface Circle {
  x: number;
  y: number;
  radius: number;
}

export interface Point {
  x: number;
  y: number;
}

const DIRECTIONS = Array.from({ length: 28 }, (_, i): Point => {
  const turn = ((i + 0.5) / 28) * 2 * Math.PI;
  return { x: Math.cos(turn), y: Math.sin(turn) };
});

/** The farthest point in each direction: as many for any circles, so that one outline can become another. */
export function outline(circles: readonly Circle[]): Point[] {
  return DIRECTIONS.map((way) => {
    let best: Point = way;
    let most = -Infinity;
    for (const { x, y, radius } of circles) {
      const reach = x * way.x + y * way.y + radius;
      if (reach > most) {
        most = reach;
        best = { x: x + radius * way.x, y: y + radius * way.y };
      }
    }
    return best;
  });
}

const tenth = (value: number): string => String(Math.round(value * 10) / 10);

/** The outlines of these shapes as path data; pictures have y downwards. */
export const path = (shapes: readonly (readonly Circle[])[]): string =>
  shapes
    .map(
      (shape) =>
        `M${outline(shape)
          .map(({ x, y }) => `${tenth(x)} ${tenth(-y)}`)
          .join('L')}Z`,
    )
    .join('');
