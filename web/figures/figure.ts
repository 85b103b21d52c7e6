// Pictures of a person in a pose, as trees of SVG. Colours and line widths stand in figures.css; nothing is
// styled here, so that a strict Content-Security-Policy holds. `poses` is poses.json, as protocolc writes it.
import { compose, GROUPS, type Snapshot } from './compose';
import { path } from './outline';
import type { Figure, Picture, Poses, Prop } from './pose';
import type { Group } from './skeleton';
import { node, type Node } from './tree';

export interface FigureOptions {
  /** Sentences by key: figures.ID.alt, and figures.ID.1, .2, ... where there are several pictures. */
  say: (key: string) => string;
  /** False where a person prefers reduced motion: what moves shows its most telling frame. */
  motion: boolean;
}

/** A group that is this much farther away than the trunk is drawn paler, before the trunk. */
const FAR = -2.5;
/** What moves by itself stops within five seconds, so that nobody needs a button to stop it. */
const MOVES_SECONDS = 5;

/** The figure that shows a measure of the plan, or a step of the screens that get help. */
export function figureFor({ figures }: Poses, list: 'measures' | 'help', id: string): Figure | undefined {
  return figures.find((figure) => figure[list]?.includes(id));
}

export function drawFigure(poses: Poses, { id, pictures }: Figure, { say, motion }: FigureOptions): Node[] {
  const key = (i: number): string => (pictures.length > 1 ? `${i + 1}` : 'alt');
  return pictures.map((picture, i) =>
    drawPicture(poses.body, picture, say(`figures.${id}.${key(i)}`), motion),
  );
}

export function drawPicture(body: Poses['body'], picture: Picture, title: string, motion: boolean): Node {
  const { still, moving, things, box } = compose(body, picture);
  const person = (className: string, groups: readonly Group[]): Node => {
    const data = (at: Snapshot): string => path(groups.flatMap((group) => at.parts[group]));
    const moves = motion && picture.seconds ? [animation(moving.map(data), picture.seconds)] : [];
    return node('path', { class: className, d: data(still) }, ...moves);
  };
  const layer = (name?: Prop['layer']): Node[] =>
    things
      .filter(({ prop }) => prop.layer === name)
      .map(({ prop, shapes }) => node('path', { class: `figure-${look(prop.kind)}`, d: path(shapes) }));

  const far = GROUPS.filter((group) => still.depths[group] < FAR);
  const near = GROUPS.filter((group) => !far.includes(group));
  const arms = near.filter((group) => group.startsWith('arm'));
  const viewBox = [box.left, -box.top, box.right - box.left, box.top - box.bottom]
    .map((n) => n.toFixed(1))
    .join(' ');
  return node(
    'svg',
    { class: 'figure', viewBox, role: 'img', 'aria-label': title },
    ...(picture.view === 'above' ? [] : [floor(box.left, box.right)]),
    ...layer(),
    ...(far.length > 0 ? [person('figure-far', far)] : []),
    ...layer('between'),
    person(
      'figure-near',
      near.filter((group) => !arms.includes(group)),
    ),
    ...arms.map((arm) => person('figure-near figure-edge', [arm])),
    ...layer('before'),
  );
}

/** Packs and their signs share a colour; furniture has none of its own. */
function look(kind: Prop['kind']): string {
  return /^(pillow|mattress|heat|cold)/.exec(kind)?.[1] ?? 'thing';
}

function floor(left: number, right: number): Node {
  return node('path', { class: 'figure-floor', d: `M${left.toFixed(1)} .6H${right.toFixed(1)}` });
}

function animation(values: readonly string[], seconds: number): Node {
  const repeatCount = Math.max(1, Math.floor(MOVES_SECONDS / seconds));
  return node('animate', { attributeName: 'd', dur: `${seconds}s`, values: values.join(';'), repeatCount });
}
