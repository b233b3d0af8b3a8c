import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import described from '../package.json' with { type: 'json' }
import locked from '../package-lock.json' with { type: 'json' }
import { noteBundledPackages } from './bundled-packages.ts'

/** The page. Nothing inlined and no polyfill script: the content security policy allows neither. */
export function rendererConfig(root: string): InlineConfig {
  return {
    root: join(root, 'renderer'),
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'warn',
    // The page of settings names whose software this is.
    define: { LICENCES: JSON.stringify(licences()) },
    plugins: [react(), noteBundledPackages(join(root, 'out/renderer-packages.json'))],
    build: {
      outDir: join(root, 'out/renderer'),
      emptyOutDir: true,
      target: 'chrome156',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
    },
  }
}

/** Of devDependencies, what the page is made of, and what it runs in. */
const shown = /^(@fluentui|@tanstack)\/|^prosemirror-|^(react|react-dom|uqr|electron)$/

function licences(): readonly { name: string; version: string; licence: string }[] {
  const names = [
    ...Object.keys(described.dependencies),
    ...Object.keys(described.devDependencies).filter((name) => shown.test(name)),
  ]
  const packages: Readonly<Record<string, { version?: string; license?: string }>> = locked.packages
  return names.sort().map((name) => {
    const { version = '', license: licence = '' } = packages[`node_modules/${name}`] ?? {}
    return { name, version, licence }
  })
}
