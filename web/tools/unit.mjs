// Bundles web/unit/*.test.ts for Node and runs them with Node's own test runner.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const unit = fileURLToPath(new URL('../unit/', import.meta.url));
const out = fileURLToPath(new URL('../node_modules/.unit/', import.meta.url));
rmSync(out, { recursive: true, force: true });
const tests = readdirSync(unit).filter((name) => name.endsWith('.test.ts'));
await build({
  entryPoints: tests.map((name) => unit + name),
  bundle: true,
  platform: 'node',
  format: 'esm',
  outdir: out,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
  // Files that the page fetches are only names here.
  plugins: [
    {
      name: 'urls',
      setup(build) {
        build.onResolve({ filter: /\?url$/ }, ({ path }) => ({ path, namespace: 'url' }));
        build.onLoad({ filter: /.*/, namespace: 'url' }, ({ path }) => ({
          contents: `export default ${JSON.stringify(path)}`,
        }));
      },
    },
  ],
});
const run = spawnSync(
  process.execPath,
  ['--test', ...tests.map((name) => out + name.replace(/ts$/, 'mjs'))],
  {
    stdio: 'inherit',
  },
);
process.exit(run.status ?? 1);
