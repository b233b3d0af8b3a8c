interface Start {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isPackaged: boolean
}

const refusedSwitches = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'auth-server-allowlist',
  'disable-gpu-sandbox',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
  'enable-logging',
  'enable-net-benchmarking',
  'gpu-launcher',
  'in-process-gpu',
  'js-flags',
  'load-extension',
  'no-zygote',
  'renderer-cmd-prefix',
  'single-process',
  'ssl-key-log-file',
  'trace-startup',
  'unsafely-treat-insecure-origin-as-secure',
  'user-data-dir',
  'utility-cmd-prefix',
]
const refusedFamilies = ['ignore-certificate-errors', 'host-', 'log-net-log', 'proxy-', 'js-flags']

/**
 * What test runners and a sandbox-less machine need: refused in an installed Sekisho, allowed when
 * it runs from its source folder.
 */
const developmentSwitches = ['no-sandbox']
const developmentFamilies = ['inspect', 'remote-debugging-']

/** Refused in an installed Sekisho: they print, keep or redirect what the process knows or loads. */
const refusedOnceInstalled: ReadonlySet<string> = new Set([
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  'ELECTRON_NO_ASAR',
  'NODE_COMPILE_CACHE',
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_USE_ENV_PROXY',
  'NODE_V8_COVERAGE',
  'OPENSSL_CONF',
  'PREBUILDS_ONLY',
])

/**
 * FAULTS E11, E12: switches and environment that would open the process, its traffic or its keys to
 * others. Returns what was found, by name only; the program ends when there is anything.
 */
export function refusedStart({ argv, env, isPackaged }: Start): readonly string[] {
  const switches = argv.map(switchName).filter((name) => name !== null)
  return [
    ...switches.filter((name) => isRefused(name, isPackaged)).map((name) => `--${name}`),
    ...Object.keys(env).filter((name) => isRefusedVariable(name, env[name], isPackaged)),
  ]
}

/** Chromium trims what it reads, and takes one dash or two, and on Windows a slash, in any case. */
function switchName(argument: string): string | null {
  return (
    /^\s*(?:--?|\/(?=[a-z-]+(?:\s*$|=)))([a-z][a-z0-9-]*)/i.exec(argument)?.[1]?.toLowerCase() ??
    null
  )
}

function isRefused(name: string, isPackaged: boolean): boolean {
  const isIn = (names: readonly string[], families: readonly string[]) =>
    names.includes(name) || families.some((family) => name.startsWith(family))
  if (isIn(refusedSwitches, refusedFamilies)) return true
  return isPackaged && isIn(developmentSwitches, developmentFamilies)
}

function isRefusedVariable(name: string, value: string | undefined, isPackaged: boolean): boolean {
  const upper = name.toUpperCase()
  if (value === undefined || value === '') return false
  if (upper === 'NODE_TLS_REJECT_UNAUTHORIZED') return value === '0'
  if (upper === 'ELECTRON_RUN_AS_NODE' || upper === 'SSLKEYLOGFILE') return true
  if (/^PG[A-Z]+$/.test(upper)) return true
  // node-gyp-build loads a native module from wherever this points to.
  if (/^[A-Z0-9_]+_PREBUILD$/.test(upper)) return true
  return isPackaged && refusedOnceInstalled.has(upper)
}
