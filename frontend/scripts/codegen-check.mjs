// Fails when the committed generated files differ from what the schema and the documents yield now, or when one is left
// over from a document that is gone. Compares contents, so it needs no git; leaves the files as it found them, their
// times included, so that nothing is built again because of the check.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exit } from 'node:process';

const isGenerated = (path) => path.endsWith('.generated.ts') || path === join('src', 'gql', 'schema.ts');

function snapshot() {
  const paths = readdirSync('src', { recursive: true }).map((path) => join('src', path));
  return new Map(paths.filter(isGenerated).map((path) => [path, readFileSync(path, 'utf8')]));
}

function generate() {
  const run = spawnSync('npx', ['--no-install', 'graphql-codegen', '--config', 'codegen.ts'], {
    encoding: 'utf8',
  });
  return { ok: run.status === 0, output: `${run.stdout}${run.stderr}` };
}

const before = snapshot();
const times = new Map([...before.keys()].map((path) => [path, statSync(path)]));
for (const path of before.keys()) rmSync(path);
const { ok, output } = generate();
const after = snapshot();
for (const path of after.keys()) if (!before.has(path)) rmSync(path);
for (const [path, text] of before) {
  const { atime, mtime } = times.get(path);
  writeFileSync(path, text);
  utimesSync(path, atime, mtime);
}

if (!ok) {
  console.error(output);
  exit(1);
}
const drifted = [...new Set([...before.keys(), ...after.keys()])]
  .filter((path) => before.get(path) !== after.get(path))
  .sort();
if (drifted.length > 0) {
  console.error(
    `Generated types are out of date; run "npm run codegen" and commit:\n  ${drifted.join('\n  ')}`,
  );
  exit(1);
}
console.log(`${after.size} generated files are up to date.`);
