import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Imported first by every command: npm scripts run on the Node 24 that is installed as a package;
 * a command that was started with an older Node starts again on that one.
 */
const wanted = 24

if (Number(process.versions.node.split('.')[0]) < wanted) {
  const node = join(import.meta.dirname, '../node_modules/.bin/node')
  const { status, error } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  if (error !== undefined)
    console.error(`Node ${wanted} is needed: run "npm ci" first. ${error.message}`)
  process.exit(status ?? 1)
}
