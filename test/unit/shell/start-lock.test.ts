import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusedStart } from '../../../main/shell/start-lock.ts'

const start = { argv: [], env: {}, isPackaged: true }
const withSwitch = (...argv: string[]) => refusedStart({ ...start, argv })
const withEnv = (env: Record<string, string>, isPackaged = true) =>
  refusedStart({ ...start, env, isPackaged })

describe('what may not be on the command line (E11)', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=x',
    '--host-rules=MAP * 127.0.0.1',
    '--host-resolver-rules=x',
    '--log-net-log=/tmp/x',
    '--proxy-server=evil:1',
    '--proxy-pac-url=x',
    '--ssl-key-log-file=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--renderer-cmd-prefix=x',
    '-remote-debugging-port=9222',
    '/remote-debugging-port=9222',
    '--JS-FLAGS=x',
  ])('%s ends the installed program', (argument) => {
    expect(withSwitch('C:\\x', argument)).toHaveLength(1)
  })

  it('is found wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (before, after) => {
        expect(withSwitch(...before, '--js-flags=x', ...after)).toContain('--js-flags')
      }),
    )
  })

  it('leaves the product its own and the harmless ones', () => {
    expect(withSwitch('--data-dir=/home/x', '/home/x', '--force-device-scale-factor=2')).toEqual([])
  })

  it('lets a run from the source folder be debugged and tested', () => {
    const argv = ['.', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0']
    expect(refusedStart({ argv, env: {}, isPackaged: false })).toEqual([])
    expect(refusedStart({ argv: ['--proxy-server=x'], env: {}, isPackaged: false })).toHaveLength(1)
  })

  it('tells the name, never the value', () => {
    expect(withSwitch('--proxy-server=user:secret@x')).toEqual(['--proxy-server'])
  })
})

describe('what may not be in the environment (E12)', () => {
  it.each([
    'SSLKEYLOGFILE',
    'ELECTRON_RUN_AS_NODE',
    'PGHOST',
    'PGPASSWORD',
    'pgsslmode',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_DEBUG',
    'NODE_V8_COVERAGE',
    'ELECTRON_ENABLE_LOGGING',
    'OPENSSL_CONF',
    'ARGON2_PREBUILD',
  ])('%s', (name) => {
    expect(withEnv({ [name]: 'x' })).toEqual([name])
    expect(withEnv({ [name]: '' })).toEqual([])
  })

  it('NODE_TLS_REJECT_UNAUTHORIZED only when it is 0', () => {
    expect(withEnv({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toHaveLength(1)
    expect(withEnv({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toEqual([])
  })

  it('a developer may keep NODE_OPTIONS, and nobody a keylog', () => {
    expect(withEnv({ NODE_OPTIONS: '--x', NODE_EXTRA_CA_CERTS: '/x' }, false)).toEqual([])
    expect(withEnv({ SSLKEYLOGFILE: '/x' }, false)).toHaveLength(1)
    expect(withEnv({ ARGON2_PREBUILD: '/x' }, false)).toHaveLength(1)
  })

  it('leaves the rest alone', () => {
    expect(withEnv({ PATH: '/bin', LANG: 'ja_JP.UTF-8', PAGER: 'less', PGP_HOME: '/x' })).toEqual(
      [],
    )
  })
})
