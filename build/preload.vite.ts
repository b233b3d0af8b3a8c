import { builtinModules } from 'node:module'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { noteBundledPackages } from './bundled-packages.ts'

/** One CommonJS file: a sandboxed preload script can require nothing but electron. */
export function preloadConfig(root: string): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [noteBundledPackages(join(root, 'out/preload-packages.json'))],
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir: 'out/preload',
      emptyOutDir: true,
      target: 'chrome156',
      minify: true,
      sourcemap: false,
      rolldownOptions: {
        input: { bridge: 'preload/bridge.ts' },
        external: [/^electron$/, ...builtinModules],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  }
}
