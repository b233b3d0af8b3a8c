import { readFileSync } from 'node:fs'
import electronPackage from 'electron/package.json' with { type: 'json' }
import { registeredSchemes } from './scheme.ts'
import { createBridge } from './world/bridge.ts'
import { createCodec } from './world/codec.ts'
import { mapFrameSources } from './world/frame-schemes.ts'
import { createPreloadModules } from './world/preload-modules.ts'
import { reportWindowOpen } from './world/window-open.ts'

export const isolatedWorld = 'Electron Isolated Context'
/** The function through which the isolated world talks to the host. */
export const bindingName = '__hostSend'
/** The function of the isolated world through which the host talks to it. */
export const deliverName = '__hostDeliver'

// As in Electron, the preload script runs in the main frame only.
function inMainFrame(source: string): string {
  return `if (globalThis.self === globalThis.top && location.href !== 'about:blank') {${source}\n}`
}

function bridgeSource(nonce: string, mine: string, theirs: string): string {
  return `(${createBridge.toString()})(${JSON.stringify({ nonce, mine, theirs })})`
}

/** The function through which window.open of a page reaches the host; gone once scripts run. */
export function openBindingName(nonce: string): string {
  return `__hostOpen${nonce}`
}

/** Runs in the page's world before any of its scripts. */
export function mainWorldScript(nonce: string): string {
  const report = JSON.stringify(openBindingName(nonce))
  return inMainFrame(`
    ${bridgeSource(nonce, 'main', 'isolated')}
    ;(${mapFrameSources.toString()})(${JSON.stringify(registeredSchemes())})
    ;(${reportWindowOpen.toString()})(globalThis[${report}])
    delete globalThis[${report}]`)
}

/** Runs in the isolated world: the preload script with what it may require. */
export function isolatedWorldScript(nonce: string, preloadFile: string): string {
  const preload = readFileSync(preloadFile, 'utf8').replace(/\/\/# sourceMappingURL.*$/m, '')
  const info = {
    type: 'renderer',
    platform: process.platform,
    sandboxed: true,
    contextIsolated: true,
    versions: { electron: electronPackage.version },
  }
  return inMainFrame(`
    const send = globalThis.${bindingName}
    delete globalThis.${bindingName}
    const codec = (${createCodec.toString()})()
    const bridge = ${bridgeSource(nonce, 'isolated', 'main')}
    const modules = (${createPreloadModules.toString()})({ codec, bridge, send })
    globalThis.${deliverName} = modules.deliver
    const module = { exports: {} }
    try {
      (function (require, process, module, exports) {${preload}
      })(modules.require, ${JSON.stringify(info)}, module, module.exports)
    } catch (error) {
      send(JSON.stringify({ t: 'preload-error', message: String(error && error.stack) }))
    }
    //# sourceURL=host-preload`)
}
