// What the page knows and does: the journal, the advice on it now, and where the person is. Everything that is shown
// follows from here; nothing here decides anything that the core decides.
import { type Circumstances, Core, CoreFailed, Refused } from '../core/client';
import type { Advice, Fact, Locale, LoneQuestion, Region } from '../core/contract';
import type { Key } from '../generated/keys';
import { localInstant, newId, stamp, type Stored } from '../journal/entry';
import { fromLines, toLines } from '../journal/lines';
import { JournalStore, NotKept } from '../journal/store';
import { Alarm, notify } from '../timers/alarm';
import { endedAt, SKIN_SECONDS, type Timer, Watch } from '../timers/timer';
import { loadWords, type Translate } from '../words/words';
import { onRemembered, recall, remember } from './memory';
import { guessLanguage, guessRegion } from './region';
import { nextCard, type Next, type Put, type Sitting } from './sitting';

export type Place = 'start' | 'now' | 'ask' | 'help' | 'course' | 'settings' | 'timer' | 'item' | 'check';
export interface Route {
  place: Place;
  id: string;
}

export interface Notice {
  key: Key;
  values?: Record<string, string | number>;
}

/** A timer that ended, until its screen is left. */
export interface Done {
  entry: string;
  title: string;
  measure: string;
  seconds: number;
  stopped: boolean;
}

const HOUR = 3_600_000;
const REFOLD_EVERY = 60_000;
const CHANNEL = 'springback';

export class App {
  locale: Locale;
  region: Region | null;
  regionGuessed: boolean;
  t!: Translate;
  route: Route = { place: 'start', id: '' };
  entries: readonly Stored[] = [];
  advice!: Advice;
  /** When the last answers ask to be renewed. */
  checkinAt: string | null = null;
  sitting: Sitting | null = recall<Sitting>('sitting');
  timer: Timer | null = null;
  watch: Watch | null = null;
  done: Done | null = null;
  notice: Notice | null = null;
  leftEmergency: string | null = null;
  updateReady: ServiceWorker | null = null;
  persisted: boolean | null = null;
  screenStaysOn = false;
  readonly alarm = new Alarm();

  readonly #core: Core;
  #store!: JournalStore;
  #facts = new Map<string, LoneQuestion>();
  #channel = new BroadcastChannel(CHANNEL);
  #listeners = new Set<() => void>();
  #busy = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #skinTold = false;

  private constructor() {
    this.locale = recall<Locale>('language') ?? guessLanguage(navigator.languages);
    const chosen = recall<Region>('region');
    this.regionGuessed = chosen === null;
    this.region = chosen ?? guessRegion(Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.languages);
    this.#core = new Core(this.locale);
  }

  static async begin(): Promise<App> {
    const app = new App();
    [app.t, app.#store] = await Promise.all([loadWords(app.locale), JournalStore.open()]);
    app.entries = await app.#store.all();
    await app.#fold();
    app.#takeTimer();
    app.route = app.#firstRoute();
    app.#listen();
    return app;
  }

  // --- being looked at ---------------------------------------------------------------------------------------------

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  // --- where the person is -----------------------------------------------------------------------------------------

  go(place: Place, id = ''): void {
    this.notice = null;
    const hash = `#${place}${id && '/' + id}`;
    if (location.hash !== hash) history.pushState(null, '', hash);
    this.route = { place, id };
    this.changed();
  }

  get home(): Place {
    return this.entries.length === 0 || recall('home') === 'start' ? 'start' : 'now';
  }

  get inEmergency(): boolean {
    return this.advice.triage.urgency === 'emergency' && this.leftEmergency !== this.#signature();
  }

  leaveEmergency(): void {
    this.leftEmergency = this.#signature();
    this.sitting = null;
    remember('sitting', null);
    this.go('now');
  }

  /** The emergency screen is put away for these signs only: another one brings it back, and so does a reload. */
  #signature(): string {
    return this.advice.triage.rules.map((rule) => rule.id + rule.findings.join()).join();
  }

  #firstRoute(): Route {
    const [place = '', id = ''] = location.hash.slice(1).split('/');
    if (this.timer || this.done) return { place: 'timer', id: '' };
    if (this.sitting && this.home === 'now') return { place: 'ask', id: '' };
    const lasting = ['now', 'help', 'course', 'settings', 'item'];
    if (lasting.includes(place) && this.entries.length > 0) return { place: place as Place, id };
    return { place: place === 'help' || place === 'settings' ? place : this.home, id: '' };
  }

  // --- the journal -------------------------------------------------------------------------------------------------

  /** Entries dated ahead of this clock: they do not count yet. */
  get ahead(): number {
    const now = Date.now();
    return this.entries.filter(({ text }) => Date.parse((JSON.parse(text) as { at: string }).at) > now).length;
  }

  /**
   * Has the core read the entries, keeps them, and only then shows what follows. False where they could not be kept
   * (and the person is told), or where another tab told a danger meanwhile, which comes first.
   */
  async #record(fresh: Stored[]): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    try {
      if ((await this.#store.count()) !== this.entries.length) {
        this.entries = await this.#store.all();
        await this.#fold();
        if (this.inEmergency) {
          this.changed();
          return false;
        }
      }
      const entries = [...this.entries, ...fresh.filter(({ id }) => !this.entries.some((one) => one.id === id))];
      const advice = await this.#core.advise(this.#circumstances(entries));
      await this.#store.append(fresh);
      this.entries = entries;
      this.advice = advice;
      this.notice = null;
      await this.#foldCheckin();
      this.#channel.postMessage('journal');
      void this.#askToPersist();
      return true;
    } catch (error) {
      this.#tell(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  #tell(error: unknown): void {
    if (error instanceof NotKept) this.notice = { key: 'page.error.not_kept' };
    else if (error instanceof Refused) this.notice = { key: 'page.error.refused', values: { what: error.message } };
    else this.notice = { key: 'page.error.core' };
    this.changed();
  }

  #circumstances(entries: readonly Stored[], date = new Date()): Circumstances {
    return {
      at: localInstant(date),
      locale: this.locale,
      region: this.region,
      checkin: this.sitting?.occasion === 'checkin',
      journal: entries.map(({ text }) => text),
    };
  }

  async #fold(): Promise<void> {
    this.#dropOldSitting();
    this.advice = await this.#core.advise(this.#circumstances(this.entries));
    await this.#foldCheckin();
  }

  /** The next check-in counts from the last answers, not from now: that instant is asked about. */
  async #foldCheckin(): Promise<void> {
    const told = this.entries
      .map(({ text }) => JSON.parse(text) as { at: string; kind: string })
      .filter(({ kind, at }) => kind === 'reported' && Date.parse(at) <= Date.now())
      .map(({ at }) => Date.parse(at));
    this.checkinAt = null;
    if (told.length === 0) return;
    const last = new Date(Math.max(...told));
    this.checkinAt = (await this.#core.advise(this.#circumstances(this.entries, last))).next_checkin_at;
  }

  async refold(): Promise<void> {
    if (this.#busy) return;
    try {
      await this.#fold();
      this.changed();
    } catch (error) {
      this.#tell(error);
    }
  }

  async #askToPersist(): Promise<void> {
    this.persisted ??= (await navigator.storage?.persist?.().catch(() => false)) ?? null;
  }

  // --- questions ---------------------------------------------------------------------------------------------------

  async beginEpisode(): Promise<void> {
    const began = stamp({ kind: 'began' }, new Date());
    if (!(await this.#record([began]))) return;
    remember('home', 'now');
    this.sitting = { occasion: 'interview', at: Date.now(), steps: [{ entries: [began.id], put: [], card: '' }] };
    this.#keepSitting();
    this.go('ask');
  }

  async beginSitting(occasion: Sitting['occasion']): Promise<void> {
    this.sitting = { occasion, at: Date.now(), steps: [] };
    this.#keepSitting();
    await this.refold();
    this.go('ask');
  }

  /** All was settled at the last answers: who comes back checks in, also where answers have grown old since. */
  get returning(): boolean {
    return this.checkinAt !== null;
  }

  /** The next card; null where the sitting is through. */
  get card(): Next | null {
    return this.sitting && nextCard(this.sitting, this.advice);
  }

  /** How the findings that a card covers are answered; kept, because cards come back. */
  async facts(findings: readonly string[]): Promise<ReadonlyMap<string, LoneQuestion>> {
    const missing = findings.filter((finding) => !this.#facts.has(finding));
    if (missing.length > 0)
      for (const question of await this.#core.questions(missing)) this.#facts.set(question.finding, question);
    return this.#facts;
  }

  /** What was answered on a card: when it began belongs to the episode, everything else is reported. */
  async answer(card: Next, findings: Record<string, unknown>): Promise<boolean> {
    const date = new Date();
    const facts: Fact[] = [];
    const { days_since_onset: days, ...others } = findings as Extract<Fact, { kind: 'reported' }>['findings'];
    if (typeof days === 'number')
      facts.push({ kind: 'began', onset_at: localInstant(new Date(date.getTime() - days * 24 * HOUR)) });
    else if (days === null) others['days_since_onset'] = null;
    if (Object.keys(others).length > 0) facts.push({ kind: 'reported', findings: others });
    const fresh = facts.map((fact) => stamp(fact, date));
    const put: Put[] = card.questions.map(({ finding, text }) => ({
      card: card.card,
      finding,
      text,
      unsure: findings[finding] === null,
    }));
    if (!(await this.#record(fresh))) return false;
    this.sitting?.steps.push({ entries: fresh.map(({ id }) => id), put, card: card.card });
    await this.#goOn();
    return true;
  }

  async #goOn(): Promise<void> {
    if (!this.sitting) return;
    this.sitting.at = Date.now();
    this.#keepSitting();
    remember('draft', null);
    if (this.inEmergency) {
      this.changed();
      return;
    }
    if (!this.card && this.sitting.occasion === 'checkin') {
      // The check-in is through; what is still missing comes after it.
      this.sitting.occasion = 'interview';
      await this.#fold();
    }
    if (!this.card) this.endSitting();
    this.changed();
  }

  endSitting(): void {
    const wasCheckin = this.sitting?.occasion === 'checkin';
    this.sitting = null;
    this.#keepSitting();
    remember('draft', null);
    this.go('now');
    if (wasCheckin) void this.refold();
  }

  /** Takes the last step back, with what it told. Before the first one there is the screen it came from. */
  async stepBack(): Promise<void> {
    const last = this.sitting?.steps.at(-1);
    if (!last) return this.endSitting();
    const taken = last.entries.map((entry) => stamp({ kind: 'retracted', entry }, new Date()));
    if (taken.length > 0 && !(await this.#record(taken))) return;
    this.sitting?.steps.pop();
    this.#keepSitting();
    if (last.put.length === 0) {
      this.sitting = null;
      this.#keepSitting();
      remember('home', 'start');
      this.go('start');
    } else {
      this.go('ask');
    }
  }

  /** Findings that belong to no card: what a guard wants to know. */
  async report(findings: Extract<Fact, { kind: 'reported' }>['findings']): Promise<boolean> {
    const kept = await this.#record([stamp({ kind: 'reported', findings }, new Date())]);
    if (kept) this.changed();
    return kept;
  }

  async recovered(): Promise<void> {
    if (!(await this.#record([stamp({ kind: 'recovered' }, new Date())]))) return;
    remember('home', 'start');
    this.go('start');
  }

  async retract(entry: string): Promise<boolean> {
    return this.#record([stamp({ kind: 'retracted', entry }, new Date())]);
  }

  #keepSitting(): void {
    remember('sitting', this.sitting);
  }

  /** What was put an hour ago may be put again. */
  #dropOldSitting(): void {
    if (!this.sitting || Math.abs(Date.now() - this.sitting.at) < HOUR) return;
    this.sitting = this.route.place === 'ask' ? { ...this.sitting, at: Date.now(), steps: [] } : null;
    this.#keepSitting();
  }

  // --- timers ------------------------------------------------------------------------------------------------------

  startTimer(item: { id: string; title: string; watch: string }, measure: string, minutes: number): void {
    const now = new Date();
    const skinAfter = (measure === 'cold' || measure === 'heat') && minutes * 60 > SKIN_SECONDS ? SKIN_SECONDS : null;
    this.timer = {
      entry: newId(now),
      item: item.id,
      measure,
      title: item.title,
      watch: item.watch,
      minutes,
      startedAt: now.getTime(),
      endsAt: now.getTime() + minutes * 60_000,
      passed: 0,
      skinAfter,
      looked: false,
    };
    this.done = null;
    this.watch = new Watch(this.timer);
    this.#skinTold = false;
    remember('timer', this.timer);
    this.armAlarm();
    this.#tickOn();
    this.go('timer');
  }

  /** Again after each tap: a browser lets a page sound only then. */
  armAlarm(): void {
    if (!this.timer || !this.watch) return;
    const { skinAfter, looked } = this.timer;
    const skin = skinAfter !== null && !looked ? skinAfter - this.watch.seconds : null;
    this.alarm.arm(skin, this.watch.left);
    void this.alarm.keepScreenOn().then((on) => {
      this.screenStaysOn = on;
      this.changed();
    });
  }

  lookedAtSkin(): void {
    if (!this.timer) return;
    this.timer.looked = true;
    remember('timer', this.timer);
    this.changed();
  }

  /** Ended or stopped: recorded as it was. Where it cannot be kept the timer stays, to try again. */
  async endTimer(stopped: boolean): Promise<void> {
    const { timer, watch } = this;
    if (!timer || !watch) return;
    clearInterval(this.#ticking);
    this.alarm.vibrate();
    const seconds = Math.round(watch.seconds);
    const fact: Fact = {
      kind: 'did',
      measure: timer.measure,
      ...(timer.measure === 'rest' && timer.item !== 'rest' && { item: timer.item }),
      minutes: Math.round(seconds / 60),
      seconds,
    };
    const now = Date.now();
    const at = new Date(stopped ? now : endedAt(timer, now));
    if (!stopped) void notify(this.t('page.timer.over_notice', { what: timer.title }));
    if (!(await this.#record([stamp(fact, at, timer.entry)]))) return;
    this.done = { entry: timer.entry, title: timer.title, measure: timer.measure, seconds, stopped };
    this.#dropTimer();
    if (stopped) this.alarm.disarm();
    this.route = { place: 'timer', id: '' };
    this.changed();
  }

  #dropTimer(): void {
    this.timer = null;
    this.watch = null;
    remember('timer', null);
    clearInterval(this.#ticking);
  }

  closeDone(): void {
    this.done = null;
    this.alarm.disarm();
    this.go('now');
  }

  #takeTimer(): void {
    this.timer = recall<Timer>('timer');
    this.watch = this.timer && new Watch(this.timer);
    clearInterval(this.#ticking);
    if (this.timer) this.#tickOn();
  }

  #tickOn(): void {
    clearInterval(this.#ticking);
    let ticks = 0;
    this.#ticking = setInterval(() => {
      const { timer, watch } = this;
      if (!timer || !watch) return;
      if (watch.over) {
        void this.endTimer(false);
        return;
      }
      if (watch.lookAtSkin && !this.#skinTold) {
        this.#skinTold = true;
        this.alarm.vibrate();
        void notify(this.t('page.timer.skin_notice'));
      }
      if (++ticks % 10 === 0) {
        timer.passed = Math.floor(watch.seconds);
        remember('timer', timer);
      }
      this.changed();
    }, 500);
  }

  // --- settings and data -------------------------------------------------------------------------------------------

  async speak(locale: Locale): Promise<void> {
    try {
      this.t = await loadWords(locale);
      this.locale = locale;
      remember('language', locale);
      this.#facts.clear();
      this.#core.speak(locale);
      document.documentElement.lang = locale;
      await this.refold();
    } catch (error) {
      this.#tell(error);
    }
  }

  async setRegion(region: Region): Promise<void> {
    this.region = region;
    this.regionGuessed = false;
    remember('region', region);
    await this.refold();
  }

  exported(): string {
    return toLines(this.entries);
  }

  /** All lines of a file, or none of them. */
  async import(file: string): Promise<Notice> {
    const lines = fromLines(file);
    if (!Array.isArray(lines)) return { key: 'page.data.bad_line', values: { line: lines.line, what: lines.what } };
    const known = new Map(this.entries.map(({ id, text }) => [id, text]));
    const fresh = lines.filter(({ id }) => !known.has(id));
    for (const { id, text, line } of lines)
      if (known.has(id) && known.get(id) !== text) return { key: 'page.data.conflict', values: { line } };
    try {
      await this.#core.advise(this.#circumstances([...this.entries, ...fresh]));
    } catch (error) {
      if (!(error instanceof Refused)) return { key: 'page.error.core' };
      return this.#nameBadLine(fresh, error);
    }
    const kept = await this.#record(fresh.map(({ id, text }) => ({ id, text })));
    if (!kept) return this.notice ?? { key: 'page.error.not_kept' };
    remember('home', 'now');
    this.changed();
    return { key: 'page.data.imported', values: { n: fresh.length, known: lines.length - fresh.length } };
  }

  async #nameBadLine(lines: (Stored & { line: number })[], whole: Refused): Promise<Notice> {
    for (const entry of lines) {
      try {
        await this.#core.advise(this.#circumstances([entry]));
      } catch (error) {
        if (error instanceof Refused)
          return { key: 'page.data.bad_line', values: { line: entry.line, what: error.refusal.error.argument } };
        return { key: 'page.error.core' };
      }
    }
    return { key: 'page.data.bad_line', values: { line: 0, what: whole.message } };
  }

  async erase(): Promise<void> {
    try {
      await this.#store.erase();
    } catch (error) {
      return this.#tell(error);
    }
    for (const name of ['sitting', 'draft', 'timer', 'home'] as const) remember(name, null);
    this.entries = [];
    this.sitting = null;
    this.#dropTimer();
    this.#channel.postMessage('journal');
    await this.#fold();
    this.go('start');
  }

  // --- the world outside -------------------------------------------------------------------------------------------

  #listen(): void {
    this.#channel.onmessage = async () => {
      this.entries = await this.#store.all();
      await this.refold();
      if (this.entries.length === 0) this.go('start');
    };
    onRemembered((name) => {
      if (name === 'timer') this.#takeTimer();
      if (name === 'language') void this.speak(recall<Locale>('language') ?? this.locale);
      this.changed();
    });
    addEventListener('popstate', () => {
      const [place = '', id = ''] = location.hash.slice(1).split('/');
      const known: Place[] = ['start', 'now', 'help', 'course', 'settings', 'timer', 'item', 'check', 'ask'];
      this.route = { place: known.includes(place as Place) ? (place as Place) : this.home, id };
      this.changed();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      void this.refold();
      if (this.timer) void this.alarm.keepScreenOn();
    });
    setInterval(() => {
      if (document.visibilityState === 'visible') void this.refold();
    }, REFOLD_EVERY);
    void this.#keepOffline();
  }

  async #keepOffline(): Promise<void> {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
    const registration = await navigator.serviceWorker.register('./sw.js').catch(() => undefined);
    if (!registration) return;
    const seen = () => {
      if (!registration.waiting || !navigator.serviceWorker.controller) return;
      this.updateReady = registration.waiting;
      this.changed();
    };
    seen();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', seen));
  }

  /** The person's own choice, never in the middle of something: everything said is kept, and the page begins anew. */
  useUpdate(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.updateReady?.postMessage('begin');
  }
}

export { CoreFailed };
