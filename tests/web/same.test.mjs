// The core in the browser gives the same bytes as the native program, on every case, in both languages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import process from 'node:process';
import test from 'node:test';
import { ROOT, visit } from './support.mjs';

const springback = `${ROOT}build/release/src/cli/springback`;
const protocolc = `${ROOT}build/release/tools/protocolc/protocolc`;
const run = (program, args) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
    .trim()
    .split('\n');

for (const locale of ['en', 'es'])
  test(`every case, byte for byte (${locale})`, async () => {
    const cases = [
      ...run(protocolc, [`${ROOT}protocol`, '--cases']),
      ...readFileSync(`${ROOT}protocol/cases/first.jsonl`, 'utf8').trim().split('\n'),
    ].map((line) => JSON.stringify({ ...JSON.parse(line), locale }));
    const file = `${tmpdir()}/springback-cases-${process.pid}-${locale}.jsonl`;
    writeFileSync(file, cases.join('\n') + '\n');
    const native = run(springback, ['advise', '--cases', file, '--json']).map((line) =>
      // A batch begins with the case's id; a request by itself has none.
      line.replace(/^\{"id":"(?:[^"\\]|\\.)*",/, '{'),
    );
    rmSync(file);
    assert.ok(cases.length > 500, `${cases.length} cases`);
    assert.equal(native.length, cases.length);
    await visit({ clock: false, locale: locale === 'en' ? 'en-US' : 'es-ES' }, async ({ page }) => {
      const answers = await page.evaluate(async (requests) => {
        // The page's own worker, module and words, found by the names that its script has for them.
        const { src } = document.querySelector('script');
        const script = await fetch(src).then((response) => response.text());
        const find = (pattern) => new URL(script.match(pattern)[0], src).href;
        const worker = new Worker(find(/worker-[\w-]+\.js/), { type: 'module' });
        const words = new RegExp(`words\\.${document.documentElement.lang}-[\\w-]+\\.txt`);
        worker.postMessage({
          module: await WebAssembly.compile(
            await (await fetch(find(/springback-[\w-]+\.wasm/))).arrayBuffer(),
          ),
          words: await (await fetch(find(words))).text(),
        });
        const waiting = new Map();
        worker.onmessage = ({ data }) => waiting.get(data.id)(data);
        const answers = await Promise.all(
          requests.map(
            (text, id) =>
              new Promise((resolve) => {
                waiting.set(id, resolve);
                worker.postMessage({ id, call: 'springback_answer', text });
              }),
          ),
        );
        return answers.map((answer) => answer.text);
      }, cases);
      const other = answers.findIndex((answer, place) => answer !== native[place]);
      assert.equal(other, -1, `${cases[other]?.slice(0, 80)}: ${answers[other]?.slice(0, 200)}`);
    });
  });
