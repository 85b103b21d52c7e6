// What the page knows and does: the journal, the advice on it now, and where the person is. Everything that
// is shown follows from here; nothing here decides anything that the core decides.
import { type Circumstances, Core, Refused } from '../core/client';
import type { Advice, Card, Dose, Fact, Findings, Locale, LoneQuestion, Medicine, Region, Taken } from '../core/contract';
import type { Key } from '../generated/keys';
import { clockChanges } from '../journal/changes';
import { localInstant, stamp, type Stored } from '../journal/entry';
import { toLines } from '../journal/lines';
import { type Journal, NotKept, openJournal } from '../journal/store';
import { loadWords, type Translate } from '../words/words';
import type { Draft } from './draft';
import { importLines } from './import';
import { onRemembered, recall, remember } from './memory';
import { guessLanguage, guessRegion } from './region';
import { nextCard, type Next, type Put, type Sitting } from './sitting';
import { Timers } from './timers';
import { begin, keepOffline } from './update';

const PLACES = [
  'start',
  'now',
  'ask',
  'help',
  'medicine',
  'course',
  'settings',
  'timer',
  'item',
  'check',
] as const;
export type Place = (typeof PLACES)[number];
export interface Route {
  place: Place;
  id: string;
}

export interface Notice {
  key: Key;
  values?: Record<string, string | number>;
}

/** What is shown on the first screen of a first visit while the core is still being loaded. */
const NOTHING_YET: Advice = {
  version: 1,
  at: '',
  protocol: { version: '', sha256: '', reviewed: 'none' },
  triage: { urgency: 'undecided', rules: [] },
  say: '',
  ask: [],
  plan: [],
  next_checkin_at: null,
  unknown_entries: 0,
  help: { title: '', steps: [], lines: [] },
  call_now: [],
};

const HOUR = 3_600_000;
const REFOLD_EVERY = 60_000;

export class App {
  locale: Locale;
  region: Region | null;
  regionGuessed: boolean;
  t!: Translate;
  route: Route = { place: 'start', id: '' };
  entries: readonly Stored[] = [];
  advice = NOTHING_YET;
  medicine: Medicine | null = null;
  /** What a person wants to take: the medicine document answers about it. */
  dose: Dose | null = null;
  /** The dose that was noted a moment ago: it is named, with the way to take it back. */
  noted: string | null = null;
  /** A dose is told between two questions: then they go on. */
  telling = false;
  /** When the last answers ask to be renewed. */
  checkinAt: string | null = null;
  sitting: Sitting | null = recall<Sitting>('sitting');
  timers!: Timers;
  notice: Notice | null = null;
  updateReady: ServiceWorker | null = null;
  persisted = false;

  #core!: Core;
  #journal!: Journal;
  #facts = new Map<string, LoneQuestion>();
  #channel = new BroadcastChannel('springback');
  #listeners = new Set<() => void>();
  #leftEmergency: string | null = null;
  #acting = false;
  /** Reading and writing the journal, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor() {
    this.locale = recall<Locale>('language') ?? guessLanguage(navigator.languages);
    const chosen = recall<Region>('region');
    this.regionGuessed = chosen === null;
    this.region =
      chosen ?? guessRegion(Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.languages);
  }

  /**
   * `failed` hears of a core that cannot be had. Whoever has told something sees the advice on it before all
   * else.
   */
  static async begin(failed: () => void): Promise<App> {
    const app = new App();
    [app.t, app.#journal] = await Promise.all([loadWords(app.locale), openJournal()]);
    app.entries = await app.#journal.all();
    const firstVisit = app.entries.length === 0;
    const folded = app.#inTurn(async () => {
      // On a slow line the first screen does not share with what only the second one needs.
      if (firstVisit) await painted();
      app.#core = new Core(app.locale);
      await app.#fold();
    });
    if (firstVisit) {
      folded.then(() => app.changed(), failed);
    } else {
      await folded;
      await app.#tellDraft();
    }
    app.timers = new Timers({
      record: (entry) => app.#record([entry]),
      changed: () => app.changed(),
      notices: () => ({
        skin: app.t('page.timer.skin_notice'),
        over: (what) => app.t('page.timer.over_notice', { what }),
      }),
    });
    app.route = app.#firstRoute();
    app.#listen();
    return app;
  }

  // --- being looked at ---

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  // --- where the person is ---

  go(place: Place, id = ''): void {
    this.notice = null;
    this.noted = null;
    if (place !== 'medicine' || id === '') this.telling = false;
    const hash = `#${place}${id && '/' + id}`;
    if (location.hash !== hash) history.pushState(null, '', hash);
    this.route = { place, id };
    this.changed();
  }

  get home(): Place {
    return this.entries.length === 0 || recall('home') === 'start' ? 'start' : 'now';
  }

  get inEmergency(): boolean {
    return this.advice.triage.urgency === 'emergency' && this.#leftEmergency !== this.#signs();
  }

  leaveEmergency(): void {
    this.#leftEmergency = this.#signs();
    this.#keepSitting(null);
    this.go('now');
  }

  /**
   * The emergency screen is put away for these signs only: another one brings it back, and so does a reload.
   */
  #signs(): string {
    return this.advice.triage.rules.map((rule) => rule.id + rule.findings.join()).join();
  }

  #hashRoute(): Route {
    const [place = '', id = ''] = location.hash.slice(1).split('/');
    return { place: PLACES.find((one) => one === place) ?? this.home, id };
  }

  #firstRoute(): Route {
    if (this.timers.timer) return { place: 'timer', id: '' };
    if (this.sitting && this.home === 'now') return { place: 'ask', id: '' };
    const route = this.#hashRoute();
    const lasting: Place[] =
      this.entries.length > 0 ? ['now', 'help', 'medicine', 'course', 'settings', 'item'] : ['help', 'settings'];
    return lasting.includes(route.place) ? route : { place: this.home, id: '' };
  }

  // --- the journal ---

  /** How many entries are dated ahead of this clock: they do not count yet. */
  get ahead(): number {
    const now = Date.now();
    return this.entries.filter(({ text }) => Date.parse((JSON.parse(text) as { at: string }).at) > now)
      .length;
  }

  /**
   * Whether what is said outlasts this visit; a browser may refuse that, in a private window for instance.
   */
  get lasts(): boolean {
    return this.#journal.lasts;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** What a tap does, one at a time: a second tap before the first is through is the same tap. */
  async #act<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#acting) return undefined;
    this.#acting = true;
    try {
      return await work();
    } finally {
      this.#acting = false;
    }
  }

  /**
   * Has the core read the entries, keeps them, and only then shows what follows. False where they could not
   * be kept (and the person is told), or where another tab told a danger meanwhile, which comes first.
   */
  #record(fresh: Stored[]): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        if ((await this.#journal.count()) !== this.entries.length) {
          this.entries = await this.#journal.all();
          await this.#fold();
          if (this.inEmergency) {
            this.changed();
            return false;
          }
        }
        const entries = [
          ...this.entries,
          ...fresh.filter(({ id }) => !this.entries.some((one) => one.id === id)),
        ];
        const advice = await this.#advise(entries);
        await this.#journal.append(fresh);
        this.entries = entries;
        this.advice = advice;
        this.notice = null;
        await this.#foldMedicine();
        await this.#foldCheckin();
        this.#channel.postMessage('journal');
        return true;
      } catch (error) {
        this.tell(error);
        return false;
      }
    });
  }

  /** What went wrong, said on the screen. */
  tell(error: unknown): void {
    if (error instanceof NotKept) this.notice = { key: 'page.error.not_kept' };
    else if (error instanceof Refused)
      this.notice = { key: 'page.error.refused', values: { what: error.message } };
    else this.notice = { key: 'page.error.core' };
    this.changed();
  }

  #circumstances(entries: readonly Stored[], date = new Date()): Circumstances {
    return {
      at: localInstant(date),
      changes: clockChanges(date),
      locale: this.locale,
      region: this.region,
      checkin: this.sitting?.occasion === 'checkin',
      dose: this.dose ?? this.sitting?.dose,
      journal: entries.map(({ text }) => text),
    };
  }

  #advise(entries: readonly Stored[], date?: Date): Promise<Advice> {
    return this.#core.advise(this.#circumstances(entries, date));
  }

  async #fold(): Promise<void> {
    this.#dropOldSitting();
    this.advice = await this.#advise(this.entries);
    await this.#foldMedicine();
    await this.#foldCheckin();
  }

  async #foldMedicine(): Promise<void> {
    this.medicine = await this.#core.medicine(this.#circumstances(this.entries));
  }

  /** The next check-in counts from the last answers, not from now: that instant is asked about. */
  async #foldCheckin(): Promise<void> {
    const now = Date.now();
    let last = 0;
    for (const { text } of this.entries) {
      const entry = JSON.parse(text) as { at: string; kind: string };
      const at = Date.parse(entry.at);
      if (entry.kind === 'reported' && at <= now) last = Math.max(last, at);
    }
    this.checkinAt = last === 0 ? null : (await this.#advise(this.entries, new Date(last))).next_checkin_at;
  }

  /** Advice as it is now: time has passed, or another tab has written. */
  async refold(): Promise<void> {
    await this.#inTurn(async () => {
      try {
        this.entries = await this.#journal.all();
        await this.#fold();
        this.changed();
      } catch (error) {
        this.tell(error);
      }
    });
    await this.#tellDraft();
  }

  // --- questions ---

  beginEpisode = () =>
    this.#act(async () => {
      const began = stamp({ kind: 'began' }, new Date());
      if (!(await this.#record([began]))) return;
      remember('home', 'now');
      this.#keepSitting({
        occasion: 'interview',
        at: Date.now(),
        steps: [{ entries: [began.id], put: [], card: '' }],
      });
      this.go('ask');
    });

  beginSitting = (occasion: Sitting['occasion'], dose?: Dose) =>
    this.#act(async () => {
      if (dose) this.dose = dose;
      // Whom to call now stands on the screen that this sitting begins from.
      const called = this.#calls();
      this.#keepSitting({ occasion, at: Date.now(), steps: [], called, ...(dose && { dose }) });
      await this.refold();
      this.go('ask');
    });

  // --- whom to call before anything else ---

  #calls(): string[] {
    return this.advice.call_now.map(({ kind }) => kind);
  }

  /** Whether somebody is to be called who was not named in this sitting yet. */
  get callsFirst(): boolean {
    const called = this.sitting?.called ?? [];
    return this.#calls().some((kind) => !called.includes(kind));
  }

  /** The person has seen it, and goes on with the questions. */
  seeCalls(): void {
    if (this.sitting) this.#keepSitting({ ...this.sitting, called: this.#calls() });
    this.changed();
  }

  /** What was too much is told; where that came up between two questions, they go on afterwards. */
  tellTaken(): void {
    const between = this.route.place === 'ask';
    this.go('medicine', 'other');
    this.telling = between;
  }

  // --- medicine ---

  /** Asks about a medicine, or about none. */
  async askAbout(dose: Dose | null): Promise<void> {
    this.dose = dose;
    await this.refold();
  }

  /** Which medicines a name may mean. */
  async find(name: string): Promise<Medicine['found']> {
    const { found } = await this.#core.medicine({ ...this.#circumstances(this.entries), find: name });
    return found;
  }

  /** The id of its entry, where it could be kept. */
  took = (dose: Dose, more: Taken) =>
    this.#act(async () => {
      const entry = stamp({ kind: 'took', ...dose, ...more }, new Date());
      return (await this.#record([entry])) ? entry.id : undefined;
    });

  /** A dose was noted in another amount than was taken: it is taken back, and told anew for the same time. */
  correct = (entry: string, units: number) =>
    this.#act(async () => {
      const old = this.entries.find(({ id }) => id === entry);
      if (!old) return;
      const { at, product, ingredients_mg, product_text, prescribed, taken_at } = JSON.parse(old.text) as {
        at: string;
      } & Taken & { product: string; ingredients_mg?: Record<string, number>; product_text?: string };
      const fact = { kind: 'took', product, ingredients_mg, product_text, units, prescribed } as const;
      const now = new Date();
      await this.#record([
        stamp({ kind: 'retracted', entry }, now),
        stamp({ ...fact, taken_at: taken_at ?? at } as Fact, now),
      ]);
    });

  /**
   * All was settled at the last answers: who comes back checks in, also where answers have grown old since.
   */
  get returning(): boolean {
    return this.checkinAt !== null;
  }

  /** The next card; null where the sitting is through. */
  get card(): Next | null {
    return this.sitting && nextCard(this.sitting, this.asked);
  }

  /** The cards of this sitting: before a medicine those that its verdict waits for. */
  get asked(): readonly Card[] {
    if (this.sitting?.occasion === 'medicine') return this.medicine?.asked?.ask ?? [];
    return this.advice.ask;
  }

  /** How the findings that a card covers are answered; kept, because cards come back. */
  async facts(findings: readonly string[]): Promise<ReadonlyMap<string, LoneQuestion>> {
    const missing = findings.filter((finding) => !this.#facts.has(finding));
    if (missing.length > 0)
      for (const question of await this.#core.questions(missing)) this.#facts.set(question.finding, question);
    return this.#facts;
  }

  answer = (card: Next, findings: Findings) =>
    this.#act(async () => {
      const fresh = factsOf(findings, new Date());
      const put: Put[] = card.questions.map(({ finding, text, covers }) => ({
        card: card.card,
        finding,
        text,
        unsure: covers.some((one) => findings[one] === null),
      }));
      if (!(await this.#record(fresh))) return;
      this.sitting?.steps.push({ entries: fresh.map(({ id }) => id), put, card: card.card });
      await this.#goOn();
    });

  async #goOn(): Promise<void> {
    if (!this.sitting) return;
    this.#keepSitting({ ...this.sitting, at: Date.now() });
    remember('draft', null);
    if (!this.inEmergency && !this.card && this.sitting.occasion === 'checkin') {
      // The check-in is through; what is still missing comes after it.
      this.#keepSitting({ ...this.sitting, occasion: 'interview' });
      await this.refold();
    }
    if (!this.inEmergency && !this.card) this.endSitting();
    this.changed();
  }

  endSitting(): void {
    const wasCheckin = this.sitting?.occasion === 'checkin';
    const dose = this.sitting?.dose;
    this.#keepSitting(null);
    remember('draft', null);
    if (dose) {
      this.dose = dose;
      this.go('medicine', 'may');
    } else {
      this.go('now');
    }
    if (wasCheckin) void this.refold();
    void this.#askToPersist();
  }

  /** Takes the last step back, with what it told. Before the first one there is the screen it came from. */
  stepBack = () =>
    this.#act(async () => {
      const last = this.sitting?.steps.at(-1);
      if (!this.sitting || !last) return this.endSitting();
      const taken = last.entries.map((entry) => stamp({ kind: 'retracted', entry }, new Date()));
      if (taken.length > 0 && !(await this.#record(taken))) return;
      if (last.put.length > 0) {
        const called = (this.sitting.called ?? []).filter((kind) => this.#calls().includes(kind));
        this.#keepSitting({ ...this.sitting, steps: this.sitting.steps.slice(0, -1), called });
        return this.go('ask');
      }
      this.#keepSitting(null);
      remember('draft', null);
      remember('home', 'start');
      this.go('start');
    });

  /** Findings that belong to no card: what a guard wants to know. */
  report = (findings: Findings) =>
    this.#act(() => this.#record([stamp({ kind: 'reported', findings }, new Date())]));

  retract = (entry: string) =>
    this.#act(() => this.#record([stamp({ kind: 'retracted', entry }, new Date())]));

  recovered = () =>
    this.#act(async () => {
      if (!(await this.#record([stamp({ kind: 'recovered' }, new Date())]))) return;
      remember('home', 'start');
      this.go('start');
    });

  #keepSitting(sitting: Sitting | null): void {
    this.sitting = sitting;
    remember('sitting', sitting);
  }

  /** What was put an hour ago may be put again. */
  #dropOldSitting(): void {
    if (!this.sitting || Math.abs(Date.now() - this.sitting.at) < HOUR) return;
    this.#keepSitting(this.route.place === 'ask' ? { ...this.sitting, at: Date.now(), steps: [] } : null);
  }

  /** Signs that were marked on a card to which nobody came back are told as of when they were. */
  async #tellDraft(): Promise<void> {
    const draft = recall<Draft>('draft');
    if (this.sitting || !draft?.told) return;
    remember('draft', null);
    const { entry, at, findings } = draft.told;
    if (!(await this.#record([stamp({ kind: 'reported', findings }, new Date(at), entry)])))
      remember('draft', draft);
    this.changed();
  }

  // --- settings and data ---

  async speak(locale: Locale): Promise<void> {
    try {
      const words = await loadWords(locale);
      await this.#turn;
      await this.#core.speak(locale);
      this.t = words;
      this.locale = locale;
      remember('language', locale);
      this.#facts.clear();
      document.documentElement.lang = locale;
      await this.refold();
    } catch (error) {
      this.tell(error);
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

  async import(file: string): Promise<Notice> {
    const said = await importLines(file, {
      entries: this.entries,
      check: (entries) => this.#advise(entries),
      keep: async (entries) =>
        (await this.#record(entries)) ? null : (this.notice ?? { key: 'page.error.core' }),
    });
    if (said.key === 'page.data.imported') remember('home', 'now');
    this.changed();
    return said;
  }

  erase = () =>
    this.#act(async () => {
      try {
        await this.#journal.erase();
      } catch (error) {
        return this.tell(error);
      }
      for (const name of ['sitting', 'draft', 'home'] as const) remember(name, null);
      this.sitting = null;
      this.timers.drop();
      this.#channel.postMessage('journal');
      await this.refold();
      this.go('start');
    });

  /**
   * Asked when there is something to keep and the person has reached their plan: some browsers put a
   * question.
   */
  async #askToPersist(): Promise<void> {
    if (!this.persisted) this.persisted = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  }

  // --- the world outside ---

  #listen(): void {
    this.#channel.onmessage = async () => {
      await this.refold();
      if (this.entries.length === 0) this.go('start');
    };
    onRemembered((name) => {
      if (name === 'timer') this.timers.take();
      if (name === 'sitting') this.sitting = recall<Sitting>('sitting');
      if (name === 'language') void this.speak(recall<Locale>('language') ?? this.locale);
      this.changed();
    });
    addEventListener('popstate', () => {
      this.route = this.#hashRoute();
      this.changed();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      void this.refold();
      this.timers.keepScreenOn();
    });
    setInterval(() => {
      if (document.visibilityState === 'visible') void this.refold();
    }, REFOLD_EVERY);
    void navigator.storage?.persisted?.().then((persisted) => (this.persisted = persisted));
    void keepOffline((waiting) => {
      this.updateReady = waiting;
      this.changed();
    });
  }

  useUpdate(): void {
    if (this.updateReady) begin(this.updateReady);
  }
}

/** Once something was drawn; a page that is not looked at is not drawn. */
const painted = () =>
  Promise.race([
    new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))),
    new Promise((waited) => setTimeout(waited, 300)),
  ]);

/** When it began belongs to the episode, everything else is reported. */
function factsOf({ days_since_onset: days, ...others }: Findings, date: Date): Stored[] {
  const facts: Fact[] = [];
  if (typeof days === 'number')
    facts.push({ kind: 'began', onset_at: localInstant(new Date(date.getTime() - days * 24 * HOUR)) });
  else if (days === null) others['days_since_onset'] = null;
  if (Object.keys(others).length > 0) facts.push({ kind: 'reported', findings: others });
  return facts.map((fact) => stamp(fact, date));
}
