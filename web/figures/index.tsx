// The seam for drawings: a measure's figure and the map of the body. Whoever draws puts the pictures here;
// until then there is nothing to show, and every screen is whole without them.
import type { JSX } from 'preact';

export interface FigureProps {
  /** The measure that is shown, by its id in the plan. */
  measure: string;
}

export function Figure(_: FigureProps): JSX.Element | null {
  return null;
}

export interface BodyMapProps {
  /**
   * Places of the finding `pain_sites`. The same places stand below as a list, for keyboards and screen
   * readers.
   */
  chosen: ReadonlySet<string>;
  toggle: (place: string) => void;
}

export function BodyMap(_: BodyMapProps): JSX.Element | null {
  return null;
}
