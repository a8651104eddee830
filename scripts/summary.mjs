// Adds up what the runners report of themselves and closes with one line: N passed, N failed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, ...failedRings] = process.argv.slice(2);
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, "");
const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
const count = (text, pattern) => [...text.matchAll(pattern)].length;

const vitest = (text) => [
  sum(text, /^\s*Tests .*?(\d+) passed/gm),
  sum(text, /^\s*Tests .*?(\d+) failed/gm),
];
const playwright = (text) => [
  sum(text, /^\s*(\d+) passed/gm),
  sum(text, /^\s*(\d+) failed/gm),
];
const go = (text) => [count(text, /^--- PASS: /gm), count(text, /^--- FAIL: /gm)];

const readers = {
  "rust-tests": (text) => [
    sum(text, /^test result: .*? (\d+) passed/gm),
    sum(text, /^test result: .*? (\d+) failed/gm),
  ],
  "ui-unit": vitest,
  clients: vitest,
  "kube-testserver": go,
  packaging: go,
  browser: playwright,
  "browser-kubernetes": playwright,
};

let passed = 0;
let failed = 0;
for (const name of readdirSync(folder)) {
  const read = readers[name];
  if (!read) continue;
  const [ok, bad] = read(plain(readFileSync(join(folder, name), "utf8")));
  console.log(`${name}: ${ok} passed, ${bad} failed`);
  if (ok + bad === 0) {
    console.log(`${name}: no test ran`);
    failedRings.push(name);
  }
  passed += ok;
  failed += bad;
}
if (failedRings.length > 0) console.log(`Rings that failed: ${[...new Set(failedRings)].join(", ")}`);
if (failedRings.length > 0 && failed === 0) failed = failedRings.length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
