import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { defineConfig } from '@playwright/test'

// Real Electron where its binary is there, else the stand-in: the specs do not know which one runs.
const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const isReal = existsSync(join(electronFolder, 'path.txt')) && process.env.E2E_HOST !== 'stand-in'
if (!isReal) process.env.ELECTRON_OVERRIDE_DIST_PATH ??= join(import.meta.dirname, 'test/host/bin')

export default defineConfig({
  testDir: 'test/e2e',
  tsconfig: 'test/e2e/tsconfig.json',
  outputDir: 'test-results/playwright',
  // A file is one office; its people mostly wait for Argon2id and for each other.
  workers: 2,
  // Nothing is judged by the clock of a busy machine: the limits only end what hangs.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  metadata: { host: isReal ? 'electron' : 'stand-in' },
})
