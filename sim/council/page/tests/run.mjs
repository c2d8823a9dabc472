// Runs tests/*.test.ts with node's own test runner, on any Node from 18: esbuild (which comes with vite) takes the types off.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url)), made = join(here, '../.tests/unit')
rmSync(made, { recursive: true, force: true })
mkdirSync(made, { recursive: true })
const tests = readdirSync(here).filter((one) => one.endsWith('.test.ts'))
await build({ entryPoints: tests.map((one) => join(here, one)), outdir: made, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node18', logLevel: 'warning' })
process.exit(spawnSync(process.execPath, ['--test', ...tests.map((one) => join(made, one.replace('.ts', '.mjs')))], { stdio: 'inherit' }).status ?? 1)
