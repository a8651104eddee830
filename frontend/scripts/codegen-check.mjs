// Fails when the committed generated files differ from what the schema and the documents yield now.
// Compares file contents before and after, so it needs no git and notices files that are missing or left over.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exit } from 'node:process';

const isGenerated = (path) => path.endsWith('.generated.ts') || path === join('src', 'gql', 'schema.ts');

function snapshot() {
  const paths = readdirSync('src', { recursive: true }).map((path) => join('src', path));
  return new Map(paths.filter(isGenerated).map((path) => [path, readFileSync(path, 'utf8')]));
}

const before = snapshot();
for (const path of before.keys()) rmSync(path);
const run = spawnSync('npx', ['--no-install', 'graphql-codegen', '--config', 'codegen.ts'], {
  stdio: 'inherit',
});
const after = snapshot();
if (run.status !== 0) exit(run.status ?? 1);

const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
const drifted = paths.filter((path) => before.get(path) !== after.get(path));
if (drifted.length > 0) {
  console.error(
    `Generated types are out of date; run "npm run codegen" and commit:\n  ${drifted.join('\n  ')}`,
  );
  exit(1);
}
console.log(`${after.size} generated files are up to date.`);
