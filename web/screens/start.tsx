// The first screen: one thing to tap.
import { useState } from 'preact/hooks';
import { Heading, LanguageSwitch, NoticeLine, RegionChoice, Tabs } from '../parts/basics';
import { useApp } from '../parts/use';

export function Start() {
  const app = useApp();
  // On a slow line the first tap may come before the core does.
  const [waiting, setWaiting] = useState(false);
  const begin = () => {
    setWaiting(true);
    void app.beginEpisode().finally(() => setWaiting(false));
  };
  const emergency = app.advice.help.lines.filter((line) => line.kind === 'emergency');
  const one = emergency.length === 1 ? emergency[0] : undefined;
  return (
    <div class="screen start">
      <header class="top">
        <span class="brand">Springback</span>
        <LanguageSwitch />
      </header>
      <main>
        <NoticeLine />
        <Heading screen="start">{app.t('page.start.title')}</Heading>
        <button class="start-button" aria-busy={waiting} onClick={begin}>
          {app.t('page.start.big')}
          <span>{app.t(waiting ? 'page.start.wait' : 'page.start.big_help')}</span>
        </button>
        <button class="help-button help-wide" onClick={() => app.go('help')}>
          {app.t('page.help.button')}
        </button>
        <p class="emergency-line">
          {app.t('page.start.emergency')}{' '}
          {one ? (
            <a class="call-inline" href={`tel:${one.number}`}>
              {app.t('page.call', { number: one.number })}
            </a>
          ) : (
            emergency
              .map((line) => line.number)
              .filter((number, place, all) => all.indexOf(number) === place)
              .join(' · ')
          )}
        </p>
        <RegionChoice />
        <p class="faint">
          {app.t(app.lasts ? 'page.start.private' : 'page.data.passing')} {app.t('page.not_reviewed')}
        </p>
      </main>
      {app.entries.length > 0 && <Tabs />}
      {app.entries.length === 0 && (
        <footer class="start-foot">
          <button class="quiet" onClick={() => app.go('settings')}>
            {app.t('page.tab_settings')}
          </button>
        </footer>
      )}
    </div>
  );
}
