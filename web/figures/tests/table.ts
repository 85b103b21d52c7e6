// The real table and words, as protocolc wrote them, and what tests ask of a drawing.
import { readFileSync } from 'node:fs';
import type { Picture, Poses } from '../pose';
import type { Group } from '../skeleton';
import type { Node } from '../tree';

const page = process.env['SPRINGBACK_PAGE']!;
const json = (name: string): unknown => JSON.parse(readFileSync(`${page}/${name}`, 'utf8'));

export const poses = json('poses.json') as Poses;
export const words = { en: json('figures.en.json'), es: json('figures.es.json') } as Record<
  string,
  Record<string, string>
>;

/** A file of the protocol as text: tests look for lines in it, they do not read YAML. */
export const protocolText = (name: string): string =>
  readFileSync(`${process.env['SPRINGBACK_PROTOCOL']}/${name}`, 'utf8');

export function eachPicture(): { name: string; picture: Picture }[] {
  return poses.figures.flatMap(({ id, pictures }) =>
    pictures.map((picture, i) => ({ name: `${id} ${i + 1}`, picture })),
  );
}

export const pictureOf = (id: string, i = 0): Picture =>
  poses.figures.find((figure) => figure.id === id)!.pictures[i]!;

/** The middle of each joint, by name, of a skeleton's balls or a snapshot's circles. */
export function jointsOf<Place>(parts: Record<Group, readonly (readonly Place[])[]>): Record<string, Place> {
  const [hips, chest, , head] = parts.body;
  const joints: Record<string, Place> = { hips: hips![0]!, waist: chest![0]!, head: head![0]! };
  for (const side of ['left', 'right'] as const) {
    const limbs = { arm: ['shoulder', 'elbow', 'wrist'], leg: ['hip', 'knee', 'ankle'] };
    for (const [limb, names] of Object.entries(limbs) as ['arm' | 'leg', string[]][])
      names.forEach((name, i) => (joints[`${name}_${side}`] = parts[`${limb}_${side}`][i]![0]!));
  }
  return joints;
}

/** A node and all that is in it. */
export const all = (root: Node): Node[] => [
  root,
  ...root.children.flatMap((child) => (typeof child === 'string' ? [] : all(child))),
];

/** The points of path data. */
export const pointsOf = (data: string): [number, number][] =>
  [...data.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
