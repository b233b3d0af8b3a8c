import { writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Names of the packages whose modules are among these, sorted. */
export function packagesOf(moduleIds: Iterable<string>): string[] {
  const names = [...moduleIds].flatMap((id) => {
    const inside = id.replaceAll('\\', '/').split('/node_modules/').at(-1)
    if (inside === undefined || !id.includes('node_modules')) return []
    return [/^(@[^/]+\/[^/]+|[^/]+)/.exec(inside)?.[1] ?? []].flat()
  })
  return [...new Set(names)].sort()
}

/** Notes in `file` which packages went into a bundle: their licences travel with the product. */
export function noteBundledPackages(file: string): Plugin {
  return {
    name: 'bundled-packages',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? Object.keys(part.modules) : [],
      )
      writeFileSync(file, `${JSON.stringify(packagesOf(modules), null, 2)}\n`)
    },
  }
}
