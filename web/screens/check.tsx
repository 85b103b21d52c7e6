// Before a measure starts: what its guards still want to know.
import { useEffect, useState } from 'preact/hooks';
import type { Findings, LoneQuestion } from '../core/contract';
import { Heading, NoticeLine, TopBar } from '../parts/basics';
import { Checklist } from '../parts/checklist';
import { useApp } from '../parts/use';
import { Single } from './ask';

export function Check() {
  const app = useApp();
  const item = app.advice.plan.find((one) => one.id === app.route.id);
  const [questions, setQuestions] = useState<LoneQuestion[]>([]);
  const [told, setTold] = useState<Findings>({});
  // What is asked stays as it was when the screen appeared: answers change what the core wants to know.
  const [wanted] = useState(item?.check ?? []);
  useEffect(() => {
    if (wanted.length === 0) return app.go('item', app.route.id);
    let current = true;
    app.facts(wanted).then(
      (facts) => current && setQuestions(wanted.map((finding) => facts.get(finding)!)),
      (error: unknown) => app.tell(error),
    );
    return () => {
      current = false;
    };
  }, [app.locale]);
  if (!item) return null;
  const back = () => app.go('item', item.id);
  const open = questions.filter((question) => !(question.finding in told));
  const single = open.find((question) => question.type !== 'bool');
  const answer = async (findings: Findings) => {
    const all = { ...told, ...findings };
    if (questions.some((question) => !(question.finding in all))) {
      setTold(all);
      return;
    }
    if (await app.report(all)) back();
  };
  return (
    <div class="screen ask">
      <TopBar back={back} />
      <main>
        <NoticeLine />
        <Heading screen={single?.finding ?? 'check'}>
          {single ? single.text : app.t('page.check_title')}
        </Heading>
        {single?.help && <p class="hint">{single.help}</p>}
        {single ? (
          <Single
            key={single.finding}
            name={`check/${single.finding}`}
            question={single}
            answer={(one) => void answer(one)}
          />
        ) : (
          open.length > 0 && (
            <Checklist
              key="rest"
              questions={open}
              draft={{}}
              keep={() => undefined}
              answer={(all) => void answer(all)}
            />
          )
        )}
      </main>
    </div>
  );
}
