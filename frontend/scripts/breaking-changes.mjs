// Refuses schema changes that break clients, unless each stands in the file of accepted ones.
// Usage: node breaking-changes.mjs BEFORE.graphql AFTER.graphql ACCEPTED.txt
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';

const [before, after, accepted] = process.argv.slice(2);
const schema = (path) => buildSchema(readFileSync(path, 'utf8'), { assumeValidSDL: true });
const lines = readFileSync(accepted, 'utf8').split('\n');
const known = new Set(lines.map((line) => line.trim()).filter((line) => line && line[0] !== '#'));

const changes = findBreakingChanges(schema(before), schema(after));
const refused = changes.filter((change) => !known.has(change.description));
for (const change of refused) console.error(`${change.type}: ${change.description}`);
if (refused.length > 0) {
  console.error(
    `${refused.length} breaking change(s). Keep the old field beside the new one and deprecate it, ` +
      'or accept the change, with a reason, in schema/breaking-accepted.txt.',
  );
  process.exit(1);
}
console.log(`The schema breaks no client (${changes.length} accepted breaking changes).`);
