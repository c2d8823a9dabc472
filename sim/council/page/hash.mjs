// The hash of all sources of bundle/council.html, which the first line of the bundle names: the sha256 of the bytes of these
// files after each other, in the order of their paths (as bytes, "/" between folders). Run it to see the hash.
// In Python: hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files, key=lambda f: f.as_posix()))).hexdigest()

import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const beside = ['hash.mjs', 'index.html', 'licences.txt', 'package-lock.json', 'package.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.js']

function below(folder) {
  return readdirSync(join(here, folder), { withFileTypes: true })
    .flatMap((one) => (one.isDirectory() ? below(`${folder}/${one.name}`) : [`${folder}/${one.name}`]))
}

/** Relative paths: all in src, and what the bundle is built with. */
export function sources() {
  return [...beside, ...below('src')].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

export function sourcesHash() {
  const hash = createHash('sha256')
  for (const file of sources()) hash.update(readFileSync(join(here, file)))
  return hash.digest('hex')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(sourcesHash())
