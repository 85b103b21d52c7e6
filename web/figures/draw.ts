// What the page fetches when the first drawing is wanted: everything that draws, in one piece.
import './figures.css';

export { drawBodyMap, type BodyMapLabels } from './body_map';
export { drawFigure, figureFor } from './figure';
export type { Poses } from './pose';
export { drawWith, type Node } from './tree';
