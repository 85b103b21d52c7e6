// node web/figures/tools/test.mjs [FOLDER]: checks the types, runs tests/*.test.ts with Node's own runner,
// and weighs what a browser gets. FOLDER is where protocolc wrote its files for the page. Uses the
// node_modules of web/.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BYTES_MAX = 6 * 1024;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const page = resolve(process.argv[2] ?? here('../../../build/release/generated/page'));
const out = here('../../node_modules/.figures/');

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, SPRINGBACK_PAGE: page, SPRINGBACK_PROTOCOL: here('../../../protocol') },
  });
  if (status !== 0) process.exit(status ?? 1);
}

run(here('../../node_modules/typescript/bin/tsc'), '-p', here('../tsconfig.json'));

rmSync(out, { recursive: true, force: true });
const tests = readdirSync(here('../tests/')).filter((name) => name.endsWith('.test.ts'));
const shared = {
  bundle: true,
  format: 'esm',
  outdir: out,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
};
await build({ ...shared, entryPoints: tests.map((name) => here(`../tests/${name}`)), platform: 'node' });
run('--test', ...tests.map((name) => out + name.replace(/ts$/, 'mjs')));

const used = { figure: 'drawFigure, figureFor', body_map: 'drawBodyMap', tree: 'drawWith' };
const contents = Object.entries(used)
  .map(([file, names]) => `export { ${names} } from './${file}';`)
  .join('');
const stdin = { contents, resolveDir: here('..') };
const { outputFiles } = await build({
  stdin,
  bundle: true,
  format: 'esm',
  minify: true,
  write: false,
  target: 'es2021',
});
const bytes = gzipSync(Buffer.concat([outputFiles[0].contents, readFileSync(`${page}/poses.json`)]), {
  level: 9,
}).length;
console.log(`code and poses: ${bytes} bytes with gzip (at most ${BYTES_MAX})`);
if (bytes > BYTES_MAX) process.exit(1);
