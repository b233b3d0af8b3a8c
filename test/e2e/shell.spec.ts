import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { previewPolicy, windowPolicy } from '../../main/shell/csp.ts'
import { launchApp, type RunningApp } from '../support/electron-app.ts'
import { startAndWait } from '../support/electron-start.ts'
import { startWatchedServer, type WatchedServer } from '../support/watched-server.ts'

let running: RunningApp
let server: WatchedServer
const complaints: string[] = []

test.beforeAll(async () => {
  server = await startWatchedServer()
  running = await launchApp()
  running.page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text())
  })
})
test.afterAll(async () => {
  await running.close()
  await server.close()
})

async function executable(): Promise<string> {
  return running.application.evaluate(() => process.argv[0] ?? '')
}

test('E01 every window is isolated, sandboxed and without Node', async () => {
  const preferences = await running.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>
      }
      return contents.getLastWebPreferences()
    }),
  )
  expect(preferences).toHaveLength(1)
  for (const preference of preferences) {
    expect(preference).toMatchObject({ contextIsolation: true, sandbox: true, webSecurity: true })
    for (const name of [
      'nodeIntegration',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'webviewTag',
      'plugins',
      'navigateOnDragDrop',
      'devTools',
      'spellcheck',
    ])
      expect(preference[name] ?? false, name).toBe(false)
    expect(preference.enableBlinkFeatures ?? '').toBe('')
  }
  const globals = await running.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  )
  expect(globals).toEqual([])
})

test('E02 the built page refers to nothing outside', () => {
  const folder = join(import.meta.dirname, '../../out/renderer')
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(html|css)$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(texts.length).toBeGreaterThanOrEqual(2)
  for (const text of texts) expect(text).not.toMatch(/(https?|wss?|ftp):|["'(]\/\//)
})

test('E03 app:// serves the files of the build and nothing else', async () => {
  const statuses = await running.application.evaluate(
    async ({ session }, paths) => {
      const { fetch } = session.fromPartition('sekisho')
      const get = fetch.bind(session.fromPartition('sekisho'))
      return Promise.all(paths.map(async (path) => (await get(`app://sekisho${path}`)).status))
    },
    [
      '/index.html',
      '/',
      '/main/index.js',
      '/../main/index.js',
      '/..%2fmain%2findex.js',
      '/%2e%2e/package.json',
      '/assets',
      '/constructor',
      '/__proto__',
      '/index.html%00.js',
    ],
  )
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404, 404, 404])
  const otherHost = await running.application.evaluate(async ({ session }) => {
    const answer = await session.fromPartition('sekisho').fetch('app://elsewhere/index.html')
    return answer.status
  })
  expect(otherHost).toBe(404)
})

test('E04 the policy comes with the page, holds, and the page keeps to it', async () => {
  const policy = await running.application.evaluate(async ({ session }) => {
    const answer = await session.fromPartition('sekisho').fetch('app://sekisho/index.html')
    return answer.headers.get('content-security-policy')
  })
  expect(policy).toBe(windowPolicy)
  expect(policy).not.toContain('unsafe')
  await running.page.reload()
  await running.page.locator('#root > *').first().waitFor()
  expect(complaints).toEqual([])
  const outcome = await running.page.evaluate(async (url) => {
    const script = document.createElement('script')
    script.append('window.ranInline = true')
    document.head.append(script)
    const isFetched = await fetch(url).then(
      () => true,
      () => false,
    )
    const isHtmlSet = (() => {
      try {
        document.createElement('div').innerHTML = '<b>x</b>'
        return true
      } catch (error) {
        return !(error instanceof TypeError)
      }
    })()
    return { ranInline: 'ranInline' in window, isFetched, isHtmlSet }
  }, server.url)
  expect(outcome).toEqual({ ranInline: false, isFetched: false, isHtmlSet: false })
  expect(server.reached()).toEqual([])
})

test('E05 nothing is permitted', async () => {
  const states = await running.page.evaluate(() =>
    Promise.all(
      (['notifications', 'geolocation', 'camera', 'microphone'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test('E06 the window stays on its page and opens no other', async () => {
  const url = () =>
    running.application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    )
  const before = await url()
  const opened = await running.page.evaluate((address) => {
    const link = (target: string) => {
      const anchor = document.createElement('a')
      Object.assign(anchor, { href: `${address}/link${target}`, target })
      document.body.append(anchor)
      anchor.click()
      anchor.remove()
    }
    link('')
    link('_blank')
    return window.open(`${address}/open`)
  }, server.url)
  expect(opened).toBeNull()
  await running.page.waitForTimeout(500)
  expect(await url()).toEqual(before)
  expect(before).toHaveLength(1)
  expect(before[0]).toMatch(/^app:\/\/sekisho\/index\.html/)
  expect(running.application.windows()).toHaveLength(1)
  expect(server.reached()).toEqual([])
})

test('E08 the bridge offers two functions and knows the contract only', async () => {
  const facts = await running.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const inFrame = frame.contentWindow !== null && 'sekisho' in frame.contentWindow
    frame.remove()
    const call = window.sekisho.call as (name: string, input: unknown) => Promise<unknown>
    const answers = await Promise.all(
      ['constructor', '__proto__', 'toString', 'app.unknown'].map((name) => call(name, {})),
    )
    return {
      names: Object.keys(window.sekisho).sort(),
      isFrozen: Object.isFrozen(window.sekisho),
      inFrame,
      answers,
      state: await window.sekisho.call('app.state', {}),
    }
  })
  expect(facts).toMatchObject({ names: ['call', 'subscribe'], isFrozen: true, inFrame: false })
  expect(facts.state.ok).toBe(true)
  for (const answer of facts.answers)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'ipc.unknown-channel' } })
})

test('E11 switches that open the process to others end the program', async () => {
  const dataFolder = test.info().outputPath('data')
  for (const name of ['--js-flags=--expose-gc', '--ignore-certificate-errors', '--host-rules=x']) {
    const { exitCode, stderr } = startAndWait({
      executable: await executable(),
      switches: [`--data-dir=${dataFolder}`, name],
    })
    expect(exitCode, name).toBe(1)
    expect(stderr).toContain(name.replace(/=.*/, ''))
  }
})

test('E12 an environment that weakens TLS or redirects the database ends the program', async () => {
  const dataFolder = test.info().outputPath('data')
  for (const [name, value] of [
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
    ['SSLKEYLOGFILE', join(dataFolder, 'keys')],
    ['PGHOST', 'elsewhere'],
  ] as const) {
    const { exitCode, stderr } = startAndWait({
      executable: await executable(),
      switches: [`--data-dir=${dataFolder}`],
      env: { [name]: value },
    })
    expect(exitCode, name).toBe(1)
    expect(stderr).toContain(name)
  }
})

test('E17 E18 a preview runs no script, loads nothing, and lives in a process of its own', async () => {
  const html = `<!doctype html><title>m</title><p id="p">As written</p>
    <script>document.getElementById('p').textContent = 'Script ran'</script>
    <img src="${server.url}/pixel.png" onerror="document.title = 'ran'">
    <img alt="inside" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">
    <link rel="stylesheet" href="${server.url}/style.css">
    <style>@import url('${server.url}/import.css'); p { color: rgb(1, 2, 3) }</style>
    <iframe src="${server.url}/frame"></iframe>
    <a href="${server.url}/link" target="_blank">link</a>
    <form action="${server.url}/form"><button>send</button></form>`
  await running.application.evaluate(
    ({ session }, { policy, body }) => {
      const { protocol } = session.fromPartition('sekisho')
      protocol.unhandle('preview')
      protocol.handle('preview', () => {
        const headers = { 'content-type': 'text/html', 'content-security-policy': policy }
        return new Response(body, { headers })
      })
    },
    { policy: previewPolicy, body: html },
  )
  await running.page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', '')
    frame.setAttribute('src', 'preview://document/0123456789abcdef0123456789abcdef')
    frame.id = 'preview'
    document.body.append(frame)
  })
  const preview = running.page.frameLocator('#preview')
  await expect(preview.locator('#p')).toHaveText('As written')
  await expect(preview.locator('#p')).toHaveCSS('color', 'rgb(1, 2, 3)')
  // A session of its own is refused for a frame that shares the process of its page.
  const frame = running.page.frames().find((each) => each !== running.page.mainFrame())
  if (frame === undefined) throw new Error('there is no frame')
  await (await running.page.context().newCDPSession(frame)).detach()
  await preview.getByText('link').click()
  await preview.getByText('send').click()
  await running.page.waitForTimeout(500)
  await expect(preview.locator('#p')).toHaveText('As written')
  expect(running.application.windows()).toHaveLength(1)
  expect(server.reached()).toEqual([])
  await running.page.evaluate(() => document.getElementById('preview')?.remove())
})

test('E14 E23 a page keeps nothing, and the data folder holds no profile and no dump', async () => {
  const kept = await running.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    workers: 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null,
  }))
  expect(kept).toEqual({ local: 0, session: 0, cookies: '', databases: 0, workers: false })
  const files = readdirSync(running.dataFolder, { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => /Cache|Cookies|Storage|crash|dmp|History/i.test(file))).toEqual([])
  const dumps = await running.application.evaluate(({ app }) => app.getPath('crashDumps'))
  expect(dumps.startsWith(running.dataFolder)).toBe(true)
})

test('E21 a second start hands over to the first and ends', async () => {
  await running.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.minimize(),
  )
  const { exitCode } = startAndWait({
    executable: await executable(),
    switches: [`--data-dir=${running.dataFolder}`, '--anything'],
  })
  expect(exitCode).toBe(0)
  const isMinimized = () =>
    running.application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
    )
  await expect.poll(isMinimized).toEqual([false])
})

// The last one: Playwright's page does not survive it.
test('a page that crashed is loaded again', async () => {
  await running.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const isShown = () =>
    running.application.evaluate(async ({ BrowserWindow }) => {
      const look = `document.querySelector('#root > *') !== null && typeof sekisho.call`
      const [window] = BrowserWindow.getAllWindows()
      return window?.webContents.executeJavaScript(look).catch((error) => String(error))
    })
  await expect.poll(isShown, { timeout: 15_000 }).toBe('function')
})
