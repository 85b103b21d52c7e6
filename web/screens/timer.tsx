// A countdown that can be read from across the room.
import { useEffect } from 'preact/hooks';
import { Heading, NoticeLine, TopBar } from '../parts/basics';
import { useApp } from '../parts/use';
import { minutesAndSeconds } from '../timers/timer';
import { lengthText } from '../words/words';
import { Over } from './over';

export function TimerScreen() {
  const app = useApp();
  const { timer, watch } = app.timers;
  useEffect(() => {
    if (!app.timers.timer && !app.timers.done) app.go(app.home);
  }, [timer === null]);
  if (app.timers.done) return <DoneScreen />;
  if (!timer || !watch) return null;
  if (app.timers.waits) return <Over />;
  const all = timer.minutes * 60;
  return (
    <div class="screen timer">
      <header class="top">
        <button class="quiet" onClick={() => app.go('now')}>
          <span aria-hidden="true" class="arrow" />
          {app.t('page.timer.plan')}
        </button>
        <button class="help-button" onClick={() => app.go('help')}>
          {app.t('page.help.button')}
        </button>
      </header>
      <main>
        <NoticeLine />
        <Heading screen="timer">{timer.title}</Heading>
        <p class="clock" role="timer" aria-live="off">
          {minutesAndSeconds(watch.left)}
        </p>
        <progress value={all - watch.left} max={all} aria-label={app.t('page.timer.progress')} />
        <SoundButton />
        {watch.lookAtSkin ? <Skin /> : timer.watch && <p class="watch-line">{timer.watch}</p>}
        <p class="faint sound">
          {app.t(app.timers.screenStaysOn ? 'page.timer.screen_on' : 'page.timer.screen_off')}
        </p>
      </main>
      <footer class="foot">
        <button class="first wide" onClick={() => void app.timers.end(!watch.over)}>
          {app.t(watch.over ? 'page.timer.again' : 'page.timer.stop')}
        </button>
      </footer>
    </div>
  );
}

function Skin() {
  const app = useApp();
  return (
    <section class="skin" role="alert">
      <p>{app.t('page.timer.skin')}</p>
      <button class="second wide" onClick={() => app.timers.lookedAtSkin()}>
        {app.t('page.timer.skin_well')}
      </button>
    </section>
  );
}

/** After a reload a browser is silent until somebody taps. */
function SoundButton() {
  const app = useApp();
  if (app.timers.alarm.sound === 'on') return null;
  return (
    <button class="sound-button wide" onClick={() => app.timers.arm()}>
      {app.t('page.timer.sound_on')}
      <span>{app.t('page.timer.sound_off')}</span>
    </button>
  );
}

function DoneScreen() {
  const app = useApp();
  const done = app.timers.done!;
  const leave = () => {
    app.timers.close();
    app.go('now');
  };
  const onSkin = done.measure === 'cold' || done.measure === 'heat';
  const heading = done.stopped ? 'page.timer.stopped' : onSkin ? 'page.timer.noted' : 'page.timer.over';
  // Whoever said when it came off has taken it off.
  const takeOff = done.stopped && onSkin;
  return (
    <div class="screen timer">
      <TopBar />
      <main>
        <NoticeLine />
        <Heading screen="done">{app.t(heading)}</Heading>
        <p class="take-off">
          {app.t('page.timer.recorded', { what: done.title, time: lengthText(done.seconds, app.t) })}
        </p>
        {takeOff && <p class="watch-line">{app.t(`page.timer.off_${done.measure as 'cold' | 'heat'}`)}</p>}
        <button
          class="quiet"
          onClick={async () => {
            if (await app.retract(done.entry)) leave();
          }}
        >
          {app.t('page.timer.undo')}
        </button>
      </main>
      <footer class="foot">
        <button class="first wide" onClick={leave}>
          {app.t('page.timer.plan')}
        </button>
      </footer>
    </div>
  );
}
