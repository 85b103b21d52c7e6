// Drawings on the page: a measure's figure, and the map of the body. What draws them is fetched when the first
// is wanted; until then, and where it cannot be had, every screen is whole without them.
import { type ComponentChild, h, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Locale, Option } from '../core/contract';
import type { Node, Poses } from '../figures/draw';
import english from '../generated/figures.en.json?url';
import spanish from '../generated/figures.es.json?url';
import posesUrl from '../generated/poses.json?url';
import { useApp } from './use';

type Say = (key: string) => string;
type Draw = typeof import('../figures/draw') & { poses: Poses; say: Say };

const WORDS: Record<Locale, string> = { en: english, es: spanish };
const asked: Partial<Record<Locale, Promise<Draw>>> = {};
const known: Partial<Record<Locale, Draw>> = {};

async function json<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`drawings: ${response.status}`);
  return (await response.json()) as T;
}

async function fetched(locale: Locale): Promise<Draw> {
  const [draw, poses, words] = await Promise.all([
    import('../figures/draw'),
    json<Poses>(posesUrl),
    json<Record<string, string>>(WORDS[locale]),
  ]);
  return (known[locale] = { ...draw, poses, say: (key) => words[key] ?? '' });
}

function useDraw(): Draw | undefined {
  const { locale } = useApp();
  const [, drawAgain] = useState<Locale>();
  useEffect(() => {
    let current = true;
    asked[locale] ??= fetched(locale);
    asked[locale].then(
      () => current && drawAgain(locale),
      () => delete asked[locale],
    );
    return () => {
      current = false;
    };
  }, [locale]);
  return known[locale];
}

const mayMove = () => matchMedia('(prefers-reduced-motion: no-preference)').matches;

const drawn = (draw: Draw, tree: Node) =>
  draw.drawWith<JSX.Element>(
    (tag, attributes, ...children) =>
      h(tag, attributes as Record<string, unknown>, ...(children as ComponentChild[])) as JSX.Element,
    tree,
  );

/** Beside a name: still, and nothing for a screen reader, which has the name. */
export function SmallFigure({ measure }: { measure: string }) {
  const draw = useDraw();
  const figure = draw?.figureFor(draw.poses, 'measures', measure);
  if (!draw || !figure) return <span class="figure-small" />;
  const last = draw.drawFigure(draw.poses, figure, { say: () => '', motion: false }).at(-1)!;
  return (
    <span class="figure-small" aria-hidden="true">
      {drawn(draw, last)}
    </span>
  );
}

/** Every picture of a measure, one after the other; what moves does so where a person has not asked for rest. */
export function Figure({ measure }: { measure: string }) {
  const draw = useDraw();
  const figure = draw?.figureFor(draw.poses, 'measures', measure);
  if (!draw || !figure) return null;
  const trees = draw.drawFigure(draw.poses, figure, { say: draw.say, motion: mayMove() });
  if (trees.length === 1) return <div class="figures">{drawn(draw, trees[0]!)}</div>;
  return (
    <ol class="figures figures-many">
      {trees.map((tree, place) => (
        <li key={place}>{drawn(draw, tree)}</li>
      ))}
    </ol>
  );
}

export interface BodyMapProps {
  /** The places, with their names, and those that are chosen. */
  options: Option[];
  chosen: ReadonlySet<string>;
  toggle: (place: string) => void;
  /** The same as a list, for those who would rather read. */
  children: ComponentChild;
}

export function BodyMap({ options, chosen, toggle, children }: BodyMapProps) {
  const app = useApp();
  const draw = useDraw();
  if (!draw) return <>{children}</>;
  const labels = {
    title: draw.say('figures.body_map.alt'),
    sites: Object.fromEntries(options.map(({ value = '', text }) => [value, text])),
  };
  const siteOf = ({ target }: Event) =>
    target instanceof Element ? target.closest('[data-site]')?.getAttribute('data-site') : null;
  const names = options.filter(({ value = '' }) => chosen.has(value)).map(({ text }) => text);
  return (
    <>
      {/* The regions inside are the controls; what they do is heard here, once for all of them. */}
      <div
        class="map"
        onClick={(event) => {
          const site = siteOf(event);
          if (site) toggle(site);
        }}
        onKeyDown={(event) => {
          const site = siteOf(event);
          if (!site || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          toggle(site);
        }}
      >
        <Views say={draw.say} />
        {drawn(draw, draw.drawBodyMap(chosen, { labels }))}
      </div>
      <p class="map-chosen" aria-live="polite">
        {names.join(', ')}
      </p>
      <details class="map-list">
        <summary>{app.t('page.map.list')}</summary>
        {children}
      </details>
    </>
  );
}

/** Which view is which, and where the person's own left and right are. The regions say it by their names too. */
function Views({ say }: { say: Say }) {
  const side = (one: 'left' | 'right') => <span>{say(`figures.body_map.${one}`)}</span>;
  return (
    <p class="map-views" aria-hidden="true">
      <span>
        {side('right')}
        <b>{say('figures.body_map.front')}</b>
        {side('left')}
      </span>
      <span>
        {side('left')}
        <b>{say('figures.body_map.back')}</b>
        {side('right')}
      </span>
    </p>
  );
}
