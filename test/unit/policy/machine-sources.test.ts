import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { posixSources, windowsSources } from '../../../main/machine-sources.ts'
import { readMachinePolicy } from '../../../main/policy/policy.ts'
import { regFile } from '../../support/reg-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-sources-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const isRoot = process.getuid?.() === 0
if (!isRoot) console.log('SKIPPED: a policy file that is root’s alone. Run as root.')

describe('the policy file on Linux', () => {
  const place = (name: string, mode: number) => {
    const inside = join(folder, name)
    mkdirSync(inside, { mode: 0o755 })
    const file = join(inside, 'policy.json')
    writeFileSync(file, '{"QuorumMin":2}')
    chmodSync(file, mode)
    return file
  }
  const faultOf = (file: string) => {
    const { values, problems } = readMachinePolicy(posixSources(file))
    return problems[0]?.kind ?? values.QuorumMin
  }

  test.skipIf(!isRoot)('counts when it and its folders are root’s alone', () => {
    expect(faultOf(place('good', 0o644))).toBe(2)
  })

  test('is refused when others may write to it or to its folder, or it is a link to such a file', () => {
    const open = place('open', 0o666)
    expect(faultOf(open)).toBe('unprotected')
    const below = place('below', 0o644)
    chmodSync(join(folder, 'below'), 0o777)
    expect(faultOf(below)).toBe('unprotected')
    const linked = join(folder, 'linked.json')
    symlinkSync(open, linked)
    expect(faultOf(linked)).toBe('unprotected')
  })

  test('that is not there is none', () => {
    expect(faultOf(join(folder, 'none.json'))).toBeUndefined()
  })
})

describe('the policies on Windows, by its own programs', () => {
  const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sekisho'
  /** Answers as reg.exe and icacls.exe do. */
  const machine = (o: {
    list?: string
    folderList?: string
    isBlocked?: boolean
    has?: boolean
  }) => {
    const ran: string[] = []
    const file = join(folder, 'windows-policy.json')
    writeFileSync(file, '{"HoldMinutes":10}')
    const sources = windowsSources({
      systemFolder: 'C:\\Windows',
      programData: folder,
      run(program, args) {
        ran.push(`${program} ${args.join(' ')}`)
        if (o.isBlocked) return null
        const [act, second, third] = args
        if (act === 'query') return 0
        if (act === 'export') {
          if (!o.has || second !== key) return 1
          writeFileSync(third ?? '', regFile({ [key]: { QuorumMin: { dword: 3 } } }))
          return 0
        }
        const list = act === file ? o.list : o.folderList
        writeFileSync(third ?? '', Buffer.from(`x\r\n${list ?? 'D:(A;;FA;;;BA)'}\r\n`, 'utf16le'))
        return 0
      },
    })
    return { sources: { ...sources, defaultFile: file }, ran }
  }

  test('are read through files, by programs at their full path, from the registry of 64 bits', () => {
    const { sources, ran } = machine({ has: true })
    const { values, problems } = readMachinePolicy(sources)
    expect(values).toEqual({ QuorumMin: 3, HoldMinutes: 10 })
    expect(problems).toEqual([])
    expect(ran.every((each) => /^C:\\Windows\\System32\\(reg|icacls)\.exe /.test(each))).toBe(true)
    expect(ran[0]).toMatch(
      / export HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sekisho .* \/y \/reg:64$/,
    )
  })

  test('a file that users may change, or whose folder they may, is refused', () => {
    const open = 'D:(A;;FA;;;BA)(A;;0x1301bf;;;BU)'
    const kinds = (o: Parameters<typeof machine>[0]) =>
      readMachinePolicy(machine(o).sources).problems.map(({ kind }) => kind)
    expect(kinds({ list: open })).toEqual(['unprotected'])
    expect(kinds({ folderList: open })).toEqual(['unprotected'])
    expect(kinds({})).toEqual([])
  })

  test('programs that may not be run leave nothing unsaid', () => {
    const { problems } = readMachinePolicy(machine({ isBlocked: true }).sources)
    expect(problems.map(({ source, kind }) => `${source} ${kind}`)).toEqual([
      'group-policy unreadable',
      'policy-file unprotected',
      'installer unreadable',
    ])
  })
})
