import { builtinModules } from 'node:module'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import described from '../package.json' with { type: 'json' }
import { noteBundledPackages } from './bundled-packages.ts'

const packages = Object.keys(described.dependencies)
const external = [
  /^electron($|\/)/,
  /^node:/,
  ...builtinModules,
  ...packages,
  ...packages.map((name) => new RegExp(`^${name}/`)),
]

/** The main process and the sending engine's process: two entries that share their modules. */
export function mainConfig(root: string, input: Readonly<Record<string, string>>): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // A floor under the clock of every PC that runs it (main/identity/time-floor.ts).
    define: { BUILT_ON: JSON.stringify(builtAt().toISOString().slice(0, 10)) },
    plugins: [noteBundledPackages(join(root, 'out/main-packages.json'))],
    ssr: { noExternal: true, external: ['electron', ...packages] },
    build: {
      ssr: true,
      outDir: 'out/main',
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { ...input },
        external,
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // Beside the entries, so that import.meta.url is the same folder everywhere.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  }
}

/** Today, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org, in seconds) for whoever makes an old build again. */
function builtAt(): Date {
  const { SOURCE_DATE_EPOCH: seconds } = process.env
  return seconds === undefined ? new Date() : new Date(Number(seconds) * 1000)
}
