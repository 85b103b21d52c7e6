// The map of the body, front and back: one region for each value of the finding `pain_sites`, each at least
// as large as a fingertip when both views together are 340 px wide. The page attaches its events to the
// regions by `data-site`, and names the views and their sides above it: letters in a drawing would be small.
import { path, type Circle } from './outline';
import { node, type Node } from './tree';

export interface BodyMapLabels {
  /** Of the whole map. */
  title: string;
  /** Name of each site. */
  sites: Readonly<Record<string, string>>;
}

/** Middle, width and height; what a finger may hit is at least MINIMUM each way. */
export interface Shape {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const WIDTH = 340;
export const HEIGHT = 510;
export const FINGERTIP = 48;

/** Middle lines of the two views. Seen from the front the person's left is to the right of the picture. */
const FRONT = 84;
const BACK = 256;

const shape = (x: number, y: number, width: number, height: number): Shape => ({ x, y, width, height });

/** A shape `out` from the middle line on the person's left in each of these views. */
const left = (views: readonly number[], out: number, y: number, width: number, height: number): Shape[] =>
  views.map((middle) => shape(middle + (middle === FRONT ? out : -out), y, width, height));
const right = (views: readonly number[], out: number, y: number, width: number, height: number): Shape[] =>
  left(views, -out, y, width, height);

const EITHER = [FRONT, BACK];

/** From the neck down, so that the keyboard goes the way the eye does. */
export const REGIONS: Readonly<Record<string, readonly Shape[]>> = {
  neck: [shape(BACK, 80, 48, 48)],
  shoulder_tip: [...left([FRONT], 54, 112, 48, 48), ...right([FRONT], 54, 112, 48, 48)],
  chest: [shape(FRONT, 132, 58, 52)],
  upper_back: [shape(BACK, 128, 96, 48)],
  mid_back: [shape(BACK, 176, 88, 48)],
  abdomen: [shape(FRONT, 187, 80, 54)],
  low_back: [shape(BACK, 224, 48, 48)],
  flank_left: left([BACK], 48, 224, 48, 48),
  flank_right: right([BACK], 48, 224, 48, 48),
  pelvis: [shape(FRONT, 239, 90, 48)],
  groin: [shape(FRONT, 288, 48, 48)],
  buttock_left: left([BACK], 25, 273, 48, 48),
  buttock_right: right([BACK], 25, 273, 48, 48),
  thigh_left: left(EITHER, 30, 344, 50, 64),
  thigh_right: right(EITHER, 30, 344, 50, 64),
  lower_leg_left: left(EITHER, 30, 415, 48, 76),
  lower_leg_right: right(EITHER, 30, 415, 48, 76),
  foot_left: left(EITHER, 31, 480, 48, 50),
  foot_right: right(EITHER, 31, 480, 48, 50),
};

type Row = readonly (readonly [out: number, y: number, radius: number])[];

/** Balls of a standing body, `out` from the middle line. Those of one row share an outline. */
const TRUNK: readonly Row[] = [
  [[0, 31, 25], [0, 46, 18]],
  [[0, 60, 15], [0, 90, 16]],
  [[10, 84, 10], [46, 114, 17]],
  [[44, 116, 18], [34, 156, 20]],
  [[34, 156, 20], [31, 208, 20]],
  [[31, 208, 20], [29, 262, 26]],
];
const LEGS: readonly Row[] = [
  [[28, 268, 26], [29, 376, 19]],
  [[29, 376, 19], [30, 406, 20], [29, 456, 13]],
  [[29, 460, 13], [30, 482, 16], [34, 488, 14]],
];
const ARMS: readonly Row[] = [
  [[50, 114, 14], [62, 192, 11]],
  [[62, 192, 11], [67, 254, 9]],
  [[67, 254, 9], [69, 272, 10], [69, 284, 8]],
];

/** Trunk rows reach from side to side; a limb is there twice. */
function silhouette(middle: number, limbs: readonly Row[]): Circle[][] {
  const half = (row: Row, sign: number): Circle[] =>
    row.map(([out, y, radius]) => ({ x: middle + sign * out, y: -y, radius }));
  return [
    ...TRUNK.map((row) => [...half(row, -1), ...half(row, 1)]),
    ...limbs.flatMap((row) => [half(row, -1), half(row, 1)]),
  ];
}

const bothViews = (limbs: readonly Row[]): string =>
  path([...silhouette(FRONT, limbs), ...silhouette(BACK, limbs)]);

export interface BodyMapOptions {
  labels: BodyMapLabels;
  /** Begins every id, so that two maps may stand on one page. */
  prefix?: string;
}

function region(site: string, chosen: boolean, name: string, prefix: string): Node {
  const box = ({ x, y, width, height }: Shape, gap: number): Record<string, number> => ({
    x: x - width / 2 + gap,
    y: y - height / 2 + gap,
    width: width - 2 * gap,
    height: height - 2 * gap,
  });
  const shapes = REGIONS[site]!;
  const drawn = shapes.map((shape) =>
    node(
      'rect',
      chosen
        ? { ...box(shape, 2), rx: 8, class: 'site-chosen', fill: `url(#${prefix}-hatch)` }
        : { ...box(shape, 1), rx: 8, class: 'site-open' },
    ),
  );
  return node(
    'g',
    {
      id: `${prefix}-${site}`,
      class: 'site',
      role: 'checkbox',
      tabindex: 0,
      'aria-checked': String(chosen),
      'aria-label': name,
      'data-site': site,
    },
    node('g', { 'clip-path': `url(#${prefix}-clip)` }, ...drawn),
    ...shapes.map((shape) =>
      node('rect', { ...box(shape, 0), rx: 9, class: 'site-target', fill: 'transparent' }),
    ),
  );
}

/** The same for the same choice: the page draws it again after each tap. */
export function drawBodyMap(
  chosen: ReadonlySet<string>,
  { labels, prefix = 'body-map' }: BodyMapOptions,
): Node {
  const hatch = node(
    'pattern',
    {
      id: `${prefix}-hatch`,
      width: 7,
      height: 7,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    node('rect', { width: 7, height: 7, class: 'site-hatch' }),
    node('path', { d: 'M0 0V7', class: 'site-hatch-line' }),
  );
  const body = bothViews([...LEGS, ...ARMS]);
  return node(
    'svg',
    { class: 'body-map', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'group', 'aria-label': labels.title },
    node('defs', {}, hatch, node('clipPath', { id: `${prefix}-clip` }, node('path', { d: bothViews(LEGS) }))),
    node('path', { class: 'body-map-body', d: body }),
    ...Object.keys(REGIONS).map((site) => region(site, chosen.has(site), labels.sites[site] ?? site, prefix)),
  );
}
