// The screens about medicine are fetched when the first of them is wanted.
import { useEffect, useState } from 'preact/hooks';
import { Heading, Tabs, TopBar } from '../parts/basics';
import { useApp } from '../parts/use';

let known: typeof import('./medicine') | undefined;

export function MedicinePlace() {
  const app = useApp();
  const [screens, setScreens] = useState(known);
  useEffect(() => {
    if (screens) return;
    import('./medicine').then(
      (fetched) => setScreens((known = fetched)),
      (error: unknown) => app.tell(error),
    );
  }, []);
  if (screens) return <screens.MedicineScreen />;
  return (
    <div class="screen">
      <TopBar />
      <main>
        <Heading screen="medicine-coming">{app.t('page.medicine.title')}</Heading>
        <p>{app.t(app.notice ? app.notice.key : 'page.start.wait')}</p>
      </main>
      <Tabs />
    </div>
  );
}
