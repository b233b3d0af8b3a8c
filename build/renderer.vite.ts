import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { noteBundledPackages } from './bundled-packages.ts'

/** The page. Nothing inlined and no polyfill script: the content security policy allows neither. */
export function rendererConfig(root: string): InlineConfig {
  return {
    root: join(root, 'renderer'),
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'warn',
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
