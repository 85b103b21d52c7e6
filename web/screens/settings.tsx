// Language, region, a test of the alarm, and the person's own data.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Heading, NoticeLine, RegionChoice, Tabs, TopBar } from '../parts/basics';
import { useApp } from '../parts/use';
import type { Notice } from '../state/app';
import { Alarm, askForNotices, notices } from '../timers/alarm';
import { Update } from './now';

export function Settings() {
  const app = useApp();
  const started = app.entries.length > 0;
  return (
    <div class="screen">
      {started ? <TopBar /> : <TopBar back={() => app.go('start')} />}
      <main>
        <NoticeLine />
        <Heading screen="settings">{app.t('page.tab_settings')}</Heading>
        <label class="region">
          <span>{app.t('page.language')}</span>
          <select
            value={app.locale}
            onChange={(event) => void app.speak(event.currentTarget.value as 'en' | 'es')}
          >
            <option value="en">English</option>
            <option value="es">Español</option>
          </select>
        </label>
        <RegionChoice />
        <AlarmTest />
        <Data />
        <Update />
        <p class="faint">
          {app.t('page.about', {
            version: app.advice.protocol.version,
            sha: app.advice.protocol.sha256.slice(0, 8),
          })}{' '}
          {app.t('page.not_reviewed')}
        </p>
      </main>
      {started && <Tabs />}
    </div>
  );
}

function AlarmTest() {
  const app = useApp();
  const [alarm] = useState(() => new Alarm());
  const [tested, setTested] = useState(false);
  const [allowed, setAllowed] = useState(notices());
  const test = () => {
    alarm.arm(null, 0.2);
    alarm.vibrate();
    setTested(true);
  };
  return (
    <section>
      <h2>{app.t('page.alarm.title')}</h2>
      <p>{app.t('page.alarm.honest')}</p>
      <button class="second wide" onClick={test}>
        {app.t('page.alarm.test')}
      </button>
      <p role="status">{tested && app.t('page.alarm.heard')}</p>
      {allowed === 'default' && (
        <button class="second wide" onClick={() => void askForNotices().then(() => setAllowed(notices()))}>
          {app.t('page.alarm.allow')}
        </button>
      )}
      {allowed === 'granted' && <p>{app.t('page.alarm.allowed')}</p>}
      {allowed === 'denied' && <p>{app.t('page.alarm.denied')}</p>}
    </section>
  );
}

function Data() {
  const app = useApp();
  const [said, setSaid] = useState<Notice | null>(null);
  const [asked, setAsked] = useState(0);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    keep.current?.focus();
    keep.current?.parentElement?.scrollIntoView({ block: 'center' });
  }, [asked]);
  const kept = app.persisted ? 'page.data.persisted' : 'page.data.not_persisted';
  const save = () => {
    const url = URL.createObjectURL(new Blob([app.exported()], { type: 'application/jsonl' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'springback.jsonl';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  const read = async (file: File | undefined) => {
    if (file) setSaid(await app.import(await file.text()));
  };
  return (
    <section>
      <h2>{app.t('page.data.title')}</h2>
      <p>{app.lasts ? app.t('page.data.where') + ' ' + app.t(kept) : app.t('page.data.passing')}</p>
      <p>{app.t('page.data.count', { n: app.entries.length })}</p>
      <button class="second wide" disabled={app.entries.length === 0} onClick={save}>
        {app.t('page.data.export')}
      </button>
      <label class="second wide file">
        {app.t('page.data.import')}
        <input
          type="file"
          accept=".jsonl,.json,.txt"
          onChange={(event) => {
            const input = event.currentTarget;
            void read(input.files?.[0]).then(() => (input.value = ''));
          }}
        />
      </label>
      <p role="status">{said && app.t(said.key, said.values)}</p>
      {app.entries.length > 0 && asked === 0 && (
        <button class="quiet danger" onClick={() => setAsked(1)}>
          {app.t('page.data.erase')}
        </button>
      )}
      {asked > 0 && (
        <div class="leave-asked" role="group" aria-label={app.t('page.data.erase')}>
          <p>{app.t(asked === 1 ? 'page.data.erase_asked' : 'page.data.erase_asked_again')}</p>
          <button ref={keep} class="first" onClick={() => setAsked(0)}>
            {app.t('page.data.keep')}
          </button>
          <button class="second danger" onClick={() => (asked === 1 ? setAsked(2) : void app.erase())}>
            {app.t(asked === 1 ? 'page.data.erase_yes' : 'page.data.erase_now')}
          </button>
        </div>
      )}
    </section>
  );
}
