import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolderOf } from '../../../main/shell/data-folder.ts'

const linux = {
  argv: ['electron', '.'],
  platform: 'linux',
  env: {},
  appData: '/home/a/.config',
} as const

describe('the data folder', () => {
  it('is in the profile of the person', () => {
    expect(dataFolderOf(linux)).toBe(join('/home/a/.config', 'Sekisho'))
  })

  it('does not roam on Windows', () => {
    const windows = { ...linux, platform: 'win32', env: { LOCALAPPDATA: '/local' } } as const
    expect(dataFolderOf({ ...windows, appData: '/roaming' })).toBe(join('/local', 'Sekisho'))
  })

  it('is what --data-dir names', () => {
    const named = (value: string) => dataFolderOf({ ...linux, argv: ['x', `--data-dir=${value}`] })
    expect(named('/tmp/one')).toBe('/tmp/one')
    expect(named('two')).toBe(resolve('two'))
    expect(named('')).toBe(join('/home/a/.config', 'Sekisho'))
  })
})
