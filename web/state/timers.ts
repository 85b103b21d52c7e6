// The one timer that may run: kept in the page's memory so that a reload or a second tab goes on with it, and
// recorded once when it ends.
import type { Fact } from '../core/contract';
import { newId, stamp, type Stored } from '../journal/entry';
import { Alarm, notify } from '../timers/alarm';
import { endedAt, isOnSkin, SKIN_SECONDS, type Timer, Watch } from '../timers/timer';
import { recall, remember } from './memory';

/** A timer that ended, until its screen is left. */
export interface Done {
  entry: string;
  title: string;
  measure: string;
  seconds: number;
  stopped: boolean;
}

export interface World {
  /** Keeps the entry; false where it could not be kept. */
  record(entry: Stored): Promise<boolean>;
  changed(): void;
  notices(): { skin: string; over: (title: string) => string };
}

const TICK = 500;
/** The longest that an entry tells. */
const LONGEST_SECONDS = 1440 * 60;
const TICKS_A_NOTE = 10;

export class Timers {
  timer: Timer | null = null;
  watch: Watch | null = null;
  done: Done | null = null;
  screenStaysOn = false;
  readonly alarm = new Alarm();
  readonly #world: World;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #skinTold = false;

  constructor(world: World) {
    this.#world = world;
    this.take();
  }

  /** Goes on with what is remembered: after a reload, or when another tab started or ended it. */
  take(): void {
    this.timer = recall<Timer>('timer');
    this.watch = this.timer && new Watch(this.timer);
    if (this.timer) this.#tickOn();
    else clearInterval(this.#ticking);
  }

  start(item: { id: string; title: string; watch: string }, measure: string, minutes: number): void {
    const now = new Date();
    const timer: Timer = {
      entry: newId(now),
      item: item.id,
      measure,
      title: item.title,
      watch: item.watch,
      minutes,
      startedAt: now.getTime(),
      endsAt: now.getTime() + minutes * 60_000,
      passed: 0,
      skinAfter: null,
      looked: false,
    };
    if (isOnSkin(timer) && minutes * 60 > SKIN_SECONDS) timer.skinAfter = SKIN_SECONDS;
    this.timer = timer;
    this.done = null;
    this.watch = new Watch(this.timer);
    this.#skinTold = false;
    remember('timer', this.timer);
    this.arm();
    this.#tickOn();
  }

  /** Sound and screen: once more after a tap, because a browser lets a page sound only then. */
  arm(): void {
    const { timer, watch } = this;
    if (!timer || !watch) return;
    const skin = timer.skinAfter !== null && !timer.looked ? timer.skinAfter - watch.seconds : null;
    this.alarm.arm(skin, watch.left);
    this.keepScreenOn();
  }

  keepScreenOn(): void {
    if (!this.timer) return;
    void this.alarm.keepScreenOn().then((on) => {
      this.screenStaysOn = on;
      this.#world.changed();
    });
  }

  lookedAtSkin(): void {
    if (!this.timer) return;
    this.timer.looked = true;
    remember('timer', this.timer);
    this.#world.changed();
  }

  /** Ended or stopped: recorded as it was. Where it cannot be kept the timer stays, to try again. */
  async end(stopped: boolean): Promise<void> {
    const { timer, watch } = this;
    if (!timer || !watch) return;
    clearInterval(this.#ticking);
    if (stopped) this.alarm.vibrate();
    else this.#ring();
    const now = Date.now();
    await this.#record(timer, watch.seconds, stopped ? now : endedAt(timer, now), stopped);
  }

  /** Time is up, and it waits to be told when it came off. */
  get waits(): boolean {
    return this.timer !== null && this.watch !== null && isOnSkin(this.timer) && this.watch.over;
  }

  /** It came off so many seconds ago, at the earliest when its time was up. */
  async cameOff(ago: number): Promise<void> {
    const { timer, watch } = this;
    if (!timer || !watch) return;
    const now = Date.now();
    const late = Math.min(ago, watch.late);
    const at = late === watch.late ? endedAt(timer, now) : now - late * 1000;
    await this.#record(timer, watch.passed - late, at, false);
  }

  async #record(timer: Timer, passed: number, at: number, stopped: boolean): Promise<void> {
    const seconds = Math.min(Math.round(passed), LONGEST_SECONDS);
    if (!(await this.#world.record(stamp(fact(timer, seconds), new Date(at), timer.entry)))) return;
    this.done = { entry: timer.entry, title: timer.title, measure: timer.measure, seconds, stopped };
    if (stopped) this.alarm.disarm();
    this.drop();
    this.#world.changed();
  }

  #ring(): void {
    if (!this.timer || this.timer.rung) return;
    this.timer.rung = true;
    remember('timer', this.timer);
    this.alarm.vibrate();
    void notify(this.#world.notices().over(this.timer.title));
  }

  drop(): void {
    this.timer = null;
    this.watch = null;
    remember('timer', null);
    clearInterval(this.#ticking);
  }

  close(): void {
    this.done = null;
    this.alarm.disarm();
  }

  #tickOn(): void {
    clearInterval(this.#ticking);
    let ticks = 0;
    this.#ticking = setInterval(() => this.#tick(++ticks % TICKS_A_NOTE === 0), TICK);
  }

  #tick(note: boolean): void {
    const { timer, watch } = this;
    if (!timer || !watch) return;
    if (watch.over && !isOnSkin(timer)) {
      void this.end(false);
      return;
    }
    if (watch.over) this.#ring();
    if (watch.lookAtSkin && !this.#skinTold) {
      this.#skinTold = true;
      this.alarm.vibrate();
      void notify(this.#world.notices().skin);
    }
    if (note) {
      timer.passed = Math.floor(watch.passed);
      remember('timer', timer);
    }
    this.#world.changed();
  }
}

function fact(timer: Timer, seconds: number): Fact {
  const position = timer.measure === 'rest' && timer.item !== 'rest';
  return {
    kind: 'did',
    measure: timer.measure,
    ...((position || timer.measure === 'movement') && { item: timer.item }),
    minutes: Math.round(seconds / 60),
    seconds,
  };
}
