// Small pieces that every screen is made of.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HelpLine, Source } from '../core/contract';
import sourcesUrl from '../generated/sources.json?url';
import { useApp, useHeading } from './use';

export function Heading({ screen, children }: { screen: string; children: ComponentChildren }) {
  const heading = useHeading<HTMLHeadingElement>(screen);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** What could not be done, said once and aloud. */
export function NoticeLine() {
  const app = useApp();
  return (
    <div role="alert" class="notice-place">
      {app.notice && <p class="notice">{app.t(app.notice.key, app.notice.values)}</p>}
    </div>
  );
}

/** The bar on top: the way back, and help, which is one tap away from everywhere. */
export function TopBar({ back, title }: { back?: () => void; title?: string }) {
  const app = useApp();
  return (
    <header class="top">
      {back ? (
        <button class="quiet" onClick={back}>
          <span aria-hidden="true" class="arrow" />
          {app.t('page.back')}
        </button>
      ) : (
        <span class="brand">{title ?? 'Springback'}</span>
      )}
      {app.route.place !== 'help' && (
        <button class="help-button" onClick={() => app.go('help')}>
          {app.t('page.help.button')}
        </button>
      )}
    </header>
  );
}

export function Tabs() {
  const app = useApp();
  const places = ['now', 'medicine', 'course', 'settings'] as const;
  return (
    <nav class="tabs" aria-label={app.t('page.tabs')}>
      {places.map((place) => (
        <a
          key={place}
          href={`#${place}`}
          aria-current={app.route.place === place ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            app.go(place);
          }}
        >
          {app.t(`page.tab_${place}`)}
        </a>
      ))}
    </nav>
  );
}

/** "tel:" and the digits; a number with blanks or hyphens is dialled without. */
const dial = (number: string) => `tel:${number.replace(/[^\d+]/g, '')}`;

/** A line to call. Where the protocol has no one number, its words say whom to call. */
export function CallLine({ line, several, big }: { line: HelpLine; several: boolean; big: boolean }) {
  const app = useApp();
  const where = several ? app.t(`page.region_${line.region}`) : '';
  if (line.number === '')
    return (
      <p class="call-words">
        {where && <strong>{where}: </strong>}
        {line.text}
      </p>
    );
  return (
    <a class={big ? 'call call-big' : 'call'} href={dial(line.number)}>
      <span class="call-number">
        {app.t('page.call', { number: line.number })}
        {where && <span class="call-where"> · {where}</span>}
      </span>
      <span class="call-text">{line.text}</span>
    </a>
  );
}

export function CallLines({ lines, big = false }: { lines: HelpLine[]; big?: boolean }) {
  const several = lines.some((line) => line.region !== lines[0]?.region);
  return (
    <div class="calls">
      {lines.map((line) => (
        <CallLine
          key={line.region + line.kind}
          {...{ line, several, big: big && !several && line.kind === 'emergency' }}
        />
      ))}
    </div>
  );
}

let sources: Promise<Record<string, Source>> | undefined;

/** Where a sentence comes from; fetched when somebody asks for the first time. */
export function Sources({ ids, summary }: { ids: string[]; summary: string }) {
  const app = useApp();
  const [open, setOpen] = useState(false);
  const [known, setKnown] = useState<Record<string, Source>>({});
  useEffect(() => {
    if (!open) return;
    sources ??= fetch(sourcesUrl).then((response) => response.json() as Promise<Record<string, Source>>);
    sources.then(setKnown, () => (sources = undefined));
  }, [open]);
  if (ids.length === 0) return null;
  return (
    <details class="sources" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <ul lang="en">
        {ids.map((id) => {
          const source = known[id];
          return (
            <li key={id}>
              {source ? [source.title, source.year].filter(Boolean).join(', ') : id}
              {source?.section && <span class="faint"> · {source.section}</span>}
            </li>
          );
        })}
      </ul>
      <p class="faint">{app.t('page.sources.note')}</p>
    </details>
  );
}

export function LanguageSwitch() {
  const app = useApp();
  const other = app.locale === 'en' ? 'es' : 'en';
  return (
    <button class="quiet" lang={other} onClick={() => void app.speak(other)}>
      {other === 'es' ? 'Español' : 'English'}
    </button>
  );
}

export function RegionChoice() {
  const app = useApp();
  const regions = ['us', 'uk', 'eu', 'other'] as const;
  return (
    <label class="region">
      <span>{app.t(app.regionGuessed && app.region ? 'page.region_guessed' : 'page.region_label')}</span>
      <select
        value={app.region ?? ''}
        onChange={(event) => void app.setRegion(event.currentTarget.value as (typeof regions)[number])}
      >
        {!app.region && <option value="">{app.t('page.region_unknown')}</option>}
        {regions.map((region) => (
          <option key={region} value={region}>
            {app.t(`page.region_${region}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
