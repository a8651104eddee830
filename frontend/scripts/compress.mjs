// Leaves a brotli and a gzip copy beside each text file of the build, so that nothing is compressed
// while serving. Pages are left out: each is served with a nonce of its own.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(js|css|svg|json|txt|map|webmanifest)$/;
const SMALLEST = 1024;
const folder = join(import.meta.dirname, '..', 'dist');

for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name);
  if (!TEXT.test(name) || !statSync(path).isFile() || statSync(path).size < SMALLEST) continue;
  const content = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
