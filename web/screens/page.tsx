// Which screen is shown. An emergency comes before everything.
import type { App, Place } from '../state/app';
import { AppContext, useChanges } from '../parts/use';
import { Ask } from './ask';
import { Check } from './check';
import { Course } from './course';
import { Emergency } from './emergency';
import { Help } from './help';
import { Item } from './item';
import { MedicinePlace } from './medicine_place';
import { Now } from './now';
import { OverLine } from './over';
import { Settings } from './settings';
import { Start } from './start';
import { TimerScreen } from './timer';

const SCREENS: Record<Place, () => preact.JSX.Element | null> = {
  start: Start,
  now: Now,
  ask: Ask,
  help: Help,
  medicine: MedicinePlace,
  course: Course,
  settings: Settings,
  timer: TimerScreen,
  item: Item,
  check: Check,
};

export function Page({ app }: { app: App }) {
  useChanges(app);
  const Screen = app.inEmergency ? Emergency : SCREENS[app.route.place];
  return (
    <AppContext.Provider value={app}>
      {!app.inEmergency && <OverLine />}
      <Screen />
    </AppContext.Provider>
  );
}
