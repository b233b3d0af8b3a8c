import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  assertLocalFolder,
  isLocalFolder,
  type Surroundings,
} from '../../../main/vault/local-folder.ts'
import { problemOf } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const around = (change: Partial<Surroundings>): Surroundings => ({
  platform: 'win32',
  env: {},
  realPath: (folder) => folder,
  mounts: '',
  exists: () => false,
  ...change,
})
const mount = (path: string, type: string) =>
  `36 35 98:0 / ${path} rw,noatime master:1 - ${type} source rw`

describe('where the vault may lie', () => {
  it('a local folder is fine', () => {
    expect(problemOf(() => assertLocalFolder(makeTempFolder()))).toBeNull()
    for (const folder of [
      String.raw`C:\Users\yamada\AppData\Local\Sekisho`,
      String.raw`\\?\C:\Users\yamada\AppData\Local\Sekisho`,
      String.raw`D:\Inbox\Mega-Company\Sekisho`,
    ])
      expect(isLocalFolder(folder, around({})), folder).toBe(true)
  })

  it.each([
    String.raw`\\server\share\sekisho`,
    String.raw`\\?\UNC\server\share\sekisho`,
    String.raw`\\10.0.0.1\c$`,
    '//server/share/sekisho',
    String.raw`C:\Users\yamada\OneDrive - 会社\Sekisho`,
    '/home/yamada/Dropbox/sekisho',
    String.raw`C:\Users\yamada\Dropbox (会社)\Sekisho`,
    String.raw`C:\Users\yamada\Google Drive\Sekisho`,
    String.raw`G:\マイドライブ\Sekisho`,
    String.raw`G:\My Drive`,
    String.raw`C:\Users\yamada\iCloudDrive\Sekisho`,
    String.raw`C:\Users\yamada\Box\Sekisho`,
    '/home/yamada/Nextcloud/sekisho',
  ])('%s is refused', (folder) => {
    expect(isLocalFolder(folder, around({}))).toBe(false)
    expect(problemOf(() => assertLocalFolder(folder))).toBe('vault.network-folder')
  })

  it('a mapped drive is the share behind it, and a link the folder behind it', () => {
    const realPath = () => String.raw`\\files\home\yamada`
    expect(isLocalFolder(String.raw`Z:\Sekisho`, around({ realPath }))).toBe(false)
    const folder = makeTempFolder()
    mkdirSync(join(folder, 'Dropbox/data'), { recursive: true })
    symlinkSync(join(folder, 'Dropbox/data'), join(folder, 'link'))
    expect(problemOf(() => assertLocalFolder(join(folder, 'link')))).toBe('vault.network-folder')
  })

  it('OneDrive’s own folder, whatever it is called', () => {
    const env = { OneDriveCommercial: String.raw`D:\同期` }
    expect(isLocalFolder(String.raw`d:\同期\Sekisho`, around({ env }))).toBe(false)
    expect(isLocalFolder(String.raw`D:\同期外\Sekisho`, around({ env }))).toBe(true)
  })

  it('a folder that bears the mark of a program that synchronises it', () => {
    const folder = makeTempFolder()
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    writeFileSync(join(folder, '.stfolder'), '')
    expect(problemOf(() => assertLocalFolder(join(folder, 'a/b')))).toBe('vault.network-folder')
  })

  it.each([
    'nfs',
    'nfs4',
    'cifs',
    'smb3',
    'fuse.sshfs',
    'fuse.rclone',
    'fuse.gvfsd-fuse',
    'ceph',
    'davfs',
  ])('a mount of type %s', (type) => {
    const mounts = [mount('/', 'ext4'), mount('/home/a\\040b', type)].join('\n')
    const linux = around({ platform: 'linux', mounts })
    expect(isLocalFolder('/home/a b/sekisho', linux)).toBe(false)
    expect(isLocalFolder('/home/a bc/sekisho', linux)).toBe(true)
  })

  it.each(['ext4', 'xfs', 'btrfs', 'zfs', 'overlay', 'fuseblk', 'fuse.ntfs-3g', 'tmpfs'])(
    'a mount of type %s is fine, also below one that is not',
    (type) => {
      const mounts = [mount('/', 'nfs4'), mount('/home', type)].join('\n')
      const linux = around({ platform: 'linux', mounts })
      expect(isLocalFolder('/home/yamada/sekisho', linux)).toBe(true)
    },
  )
})
