// Pain medicine: may I take this now, what was taken, and noting a dose. Every verdict, number and sentence
// about a medicine is the core's.
import './medicine.css';
import { useEffect, useState } from 'preact/hooks';
import type { Day, Dose, Meaning, Medicine, Ruling } from '../core/contract';
import { Heading, NoticeLine, RegionChoice, Tabs, TopBar } from '../parts/basics';
import { CallNow } from '../parts/call_now';
import { doseText, TakenList } from '../parts/taken';
import { useApp } from '../parts/use';
import type { App } from '../state/app';
import { May } from './medicine_may';
import { Took } from './medicine_took';

export function MedicineScreen() {
  const app = useApp();
  const { id } = app.route;
  const ready = app.medicine?.asked;
  if (id === 'other') return <Other />;
  if (id === 'may' && ready) return <May asked={ready} />;
  if (id === 'took' && ready) return <Took asked={ready} />;
  return <Overview />;
}

/** What is meant, as a request and an entry tell it. */
function doseOf(meaning: Meaning, typed: string): Dose {
  if (meaning.product !== null) return { product: meaning.product };
  const contents = meaning.ingredient === null ? {} : { [meaning.ingredient]: meaning.mg };
  return { ingredients_mg: contents, product_text: typed };
}

async function pick(app: App, dose: Dose, place: 'may' | 'took'): Promise<void> {
  await app.askAbout(dose);
  app.go('medicine', place);
}

function Overview() {
  const app = useApp();
  const { medicine } = app;
  if (!medicine) return null;
  const [heat = '', one = '', steroids = ''] = medicine.notes;
  const choices = medicine.medicines.filter(({ choice }) => choice);
  return (
    <div class="screen medicine">
      <TopBar />
      <main>
        <NoticeLine />
        <Heading screen="medicine">{app.t('page.medicine.title')}</Heading>
        <JustNoted />
        <CallNow />
        <Search place="may" label={app.t('page.medicine.may')} />
        <p class="hint">
          {heat} {one}
        </p>
        {medicine.said && <p class="notice">{medicine.said}</p>}
        <ul class="plan">
          {choices.map((choice) => (
            <Choice key={choice.ingredient} choice={choice} />
          ))}
        </ul>
        <RegionChoice />
        <h2>{app.t('page.medicine.taken')}</h2>
        <TakenList
          beside={(dose) => (
            <button
              class="second small"
              aria-label={app.t('page.medicine.take_back_of', { what: doseText(app, dose) })}
              onClick={() => void app.retract(dose.entry).then(() => app.changed())}
            >
              {app.t('page.medicine.take_back')}
            </button>
          )}
        />
        <button class="first wide" onClick={() => app.go('medicine', 'other')}>
          {app.t('page.medicine.note_other')}
        </button>
        <details>
          <summary>{app.t('page.medicine.more')}</summary>
          <p>{steroids}</p>
        </details>
        <p class="faint">{app.t('page.not_reviewed')}</p>
      </main>
      <Tabs />
    </div>
  );
}

/** What was noted a moment ago, with the way to take it back. */
function JustNoted() {
  const app = useApp();
  const dose = app.medicine?.taken.find(({ entry }) => entry === app.noted);
  return (
    <div role="status">
      {dose && (
        <p class="noted">
          <span>{app.t('page.medicine.noted', { what: doseText(app, dose), time: dose.when })}</span>
          <button class="link" onClick={() => void app.retract(dose.entry).then(() => app.changed())}>
            {app.t('page.medicine.undo')}
          </button>
        </p>
      )}
    </div>
  );
}

function Choice({ choice }: { choice: Medicine['medicines'][number] }) {
  const app = useApp();
  const dose: Dose =
    choice.product === null
      ? { ingredients_mg: { [choice.ingredient]: 0 }, product_text: choice.name }
      : { product: choice.product };
  return (
    <li>
      <button
        class={`plan-row choice ruling-${choice.verdict}`}
        onClick={() => void (choice.answers ? app.beginSitting('medicine', dose) : pick(app, dose, 'may'))}
      >
        <span class="plan-text">
          <span class="plan-title">
            <Sign ruling={choice.verdict} /> {choice.name}
          </span>
          <span class="choice-text">{choice.text}</span>
          {choice.answers && <span class="choice-do">{app.t('page.next.questions')}</span>}
          {choice.day && choice.day.taken_mg > 0 && <DayBar day={choice.day} />}
        </span>
      </button>
    </li>
  );
}

const SIGNS: Record<Ruling, string> = { label_allows: '✓', wait: '◷', ask_first: '?', not_for_you: '✕' };

/** A sign besides the colour; the words say the same. */
export function Sign({ ruling }: { ruling: Ruling }) {
  return (
    <span class={`sign-of sign-of-${ruling}`} aria-hidden="true">
      {SIGNS[ruling]}
    </span>
  );
}

/**
 * The last 24 hours of an ingredient: what was taken, the mark of the label, and the end that nobody passes.
 * Without an amount there is nothing to draw.
 */
export function DayBar({ day, name }: { day: Day; name?: string }) {
  const whole = Math.max(day.absolute_mg, day.taken_mg);
  const at = (mg: number) => (300 * mg) / whole;
  const over = day.taken_mg > day.label_mg;
  return (
    <span class="day">
      {name && <strong>{name}</strong>}
      {day.taken_mg > 0 && (
        <svg viewBox="-1 0 302 26" aria-hidden="true">
          <rect class="day-whole" x="0" y="7" width="300" height="12" rx="3" />
          <rect
            class={over ? 'day-taken day-over' : 'day-taken'}
            x="0"
            y="7"
            width={at(day.taken_mg)}
            height="12"
            rx="3"
          />
          {day.label_mg < whole && <path class="day-label" d={`M${at(day.label_mg)} 1v24`} />}
          <path class="day-absolute" d={`M${at(day.absolute_mg)} 1v24`} />
        </svg>
      )}
      <span class="day-text">{day.text}</span>
    </span>
  );
}

/** A name as it stands on the box, with slips; what it may mean is picked, never guessed. */
function Search({ place, label }: { place: 'may' | 'took'; label: string }) {
  const app = useApp();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Medicine['found'] | null>(null);
  const [strength, setStrength] = useState<Meaning | null>(null);
  const name = typed.trim();
  useEffect(() => {
    setFound(null);
    if (name.length < 3) return undefined;
    let current = true;
    const waited = setTimeout(() => {
      app.find(name).then(
        (all) => current && setFound(all),
        (error: unknown) => app.tell(error),
      );
    }, 250);
    return () => {
      current = false;
      clearTimeout(waited);
    };
  }, [name, app.locale, app.region]);
  const choose = (meaning: Meaning) => {
    if (meaning.ingredient !== null && meaning.mg === 0) setStrength(meaning);
    else void pick(app, doseOf(meaning, name), place);
  };
  if (strength)
    return (
      <Strength
        meaning={strength}
        done={(mg) => void pick(app, doseOf({ ...strength, mg }, strength.name ?? name), place)}
      />
    );
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const first = found?.[0];
          if (first?.sure) choose(first);
        }}
      >
        <label class="field">
          <span>{label}</span>
          <input
            type="search"
            name="medicine"
            value={typed}
            placeholder={app.t('page.medicine.box')}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="search"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      </form>
      <p class="unseen" role="status">
        {found && app.t('page.medicine.found', { n: found.length })}
      </p>
      {found && (
        <ul class="list">
          {found.map((meaning) => (
            <li key={`${meaning.product}${meaning.ingredient}${meaning.mg}`}>
              <button class="row" onClick={() => choose(meaning)}>
                <span>
                  {meaning.name}
                  {meaning.region && <span class="faint"> · {meaning.region}</span>}
                  {meaning.met && <span class="help">{meaning.met}</span>}
                </span>
              </button>
            </li>
          ))}
          <li>
            <button
              class="row"
              onClick={() => void pick(app, { ingredients_mg: {}, product_text: name }, place)}
            >
              {app.t('page.medicine.none_of_these', { name })}
            </button>
          </li>
        </ul>
      )}
    </search>
  );
}

function Strength({ meaning, done }: { meaning: Meaning; done: (mg: number) => void }) {
  const app = useApp();
  const [typed, setTyped] = useState('');
  const mg = Number(typed.replace(',', '.'));
  const fits = typed !== '' && mg > 0 && mg <= 100_000;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) done(mg);
      }}
    >
      <label class="field">
        <span>
          {meaning.name}. {app.t('page.medicine.strength')}
        </span>
        <input
          inputMode="decimal"
          name="strength"
          autocomplete="off"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value.trim())}
        />
      </label>
      <button class="first wide" disabled={!fits}>
        {app.t('page.done')}
      </button>
    </form>
  );
}

/** Something else that was taken: from the list, or while the list is asked about. */
function Other() {
  const app = useApp();
  const asking = app.sitting?.occasion === 'medicine' ? app.card : null;
  return (
    <div class="screen medicine">
      <TopBar back={() => (asking || app.telling ? app.go('ask') : app.go('medicine'))} />
      <main>
        <NoticeLine />
        <Heading screen="other">{app.t('page.medicine.other')}</Heading>
        <Search place="took" label={app.t('page.medicine.name')} />
        {asking && (
          <footer class="foot">
            <button class="second" onClick={() => void app.answer(asking, { all_doses_logged: false })}>
              {app.t('page.medicine.cannot_say')}
            </button>
          </footer>
        )}
      </main>
    </div>
  );
}
