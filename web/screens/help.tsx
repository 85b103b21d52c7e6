// "When to get help": one tap from everywhere.
import { CallLines, Heading, NoticeLine, RegionChoice, Sources, TopBar } from '../parts/basics';
import { Say } from '../parts/say';
import { useApp } from '../parts/use';

const SIGNS = ['nerves', 'legs', 'body', 'fever'] as const;

export function Help() {
  const app = useApp();
  const { advice } = app;
  const back = () => (app.sitting ? app.go('ask') : app.timers.timer ? app.go('timer') : app.go(app.home));
  const settled = advice.triage.urgency !== 'undecided';
  return (
    <div class="screen">
      <TopBar back={back} />
      <main>
        <NoticeLine />
        <Heading screen="help">{app.t('page.help.title')}</Heading>
        <CallLines lines={advice.help.lines} />
        <h2>{app.t('page.help.signs')}</h2>
        <ul class="signs">
          {SIGNS.map((sign) => (
            <li key={sign}>{app.t(`page.help.sign_${sign}`)}</li>
          ))}
        </ul>
        {settled && advice.triage.rules.length > 0 && (
          <section>
            <h2>{advice.help.title}</h2>
            {advice.triage.rules.map((rule) => (
              <div key={rule.id}>
                <p>{rule.because}</p>
                <Sources ids={rule.sources} summary={app.t('page.sources.summary')} />
              </div>
            ))}
            <ol class="steps">
              {advice.help.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        )}
        {advice.say && <Say text={advice.say} />}
        {app.home === 'now' && !app.sitting && (
          <button class="first wide" onClick={() => void app.beginSitting('checkin')}>
            {app.t('page.help.check')}
          </button>
        )}
        <RegionChoice />
      </main>
    </div>
  );
}
