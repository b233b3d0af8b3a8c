import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { fail } from '../../preload/problem.ts'

/** File systems whose other end is another machine, or a program that fetches from one. */
const networkTypes =
  /^(nfs\d*|cifs|smb\d*|smbfs|ncpfs|afs|ceph|glusterfs|lustre|davfs\d*|coda|fuse\.(?!(fuseblk|ntfs|ntfs-3g|exfat|lxcfs|portal)$).*)$/

/** Folders that a program keeps the same on several machines, by the names that they give themselves. */
const synchronised =
  /[\\/](onedrive[^\\/]*|dropbox[^\\/]*|google ?drive[^\\/]*|my drive|マイドライブ|shared drives|共有ドライブ|icloud ?drive[^\\/]*|mobile documents|box( sync)?|nextcloud[^\\/]*|owncloud[^\\/]*|pcloud ?drive|mega(sync)?|seafile|tresorit)[\\/]/i

/** What such a program leaves at the top of a folder that it keeps, whatever the folder is called. */
const marks = [
  '.dropbox',
  '.dropbox.cache',
  '.stfolder',
  '.sync_journal.db',
  '.nextcloudsync.log',
  '.owncloudsync.log',
]

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Behind links, junctions and mapped drives: on Windows a mapped drive's real path is its share. */
  readonly realPath: (folder: string) => string
  /** Linux's /proc/self/mountinfo; empty elsewhere. */
  readonly mounts: string
  readonly exists: (path: string) => boolean
}

/**
 * SQLite on a network or synchronised folder loses data, WAL even with one writer: fails with
 * `vault.network-folder`. The folder exists.
 */
export function assertLocalFolder(folder: string): void {
  if (!isLocalFolder(folder, machine)) fail('vault.network-folder', { folder })
}

export function isLocalFolder(folder: string, around: Surroundings): boolean {
  if (isRemotePath(folder) || isSynchronised(folder, around)) return false
  const real = around.realPath(folder)
  return !isRemotePath(real) && !isSynchronised(real, around) && !isOnNetworkMount(real, around)
}

/** `\\server\share`, its long form `\\?\UNC\server\share`, and the spelling with slashes. */
function isRemotePath(folder: string): boolean {
  return /^[\\/]{2}([^\\/.?]|[.?][\\/]unc[\\/])/i.test(folder)
}

function isSynchronised(folder: string, { platform, env, exists }: Surroundings): boolean {
  if (synchronised.test(`${folder}/`)) return true
  const isWithin = (top: string) =>
    `${folder}\\`.toLowerCase().startsWith(`${top.replace(/[\\/]+$/, '')}\\`.toLowerCase())
  const tops = Object.entries(env).filter(
    ([name, value]) => /^onedrive/i.test(name) && value !== undefined && value !== '',
  )
  if (platform === 'win32' && tops.some(([, top]) => isWithin(top ?? ''))) return true
  return foldersUpFrom(folder).some((each) => marks.some((mark) => exists(`${each}/${mark}`)))
}

function foldersUpFrom(folder: string): string[] {
  const parts = folder.split(/[\\/]+/)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((each) => each !== '')
}

/** The mount that the folder is on is the one with the longest path; the last of the same path counts. */
function isOnNetworkMount(folder: string, { mounts }: Surroundings): boolean {
  let found = { path: '', type: '' }
  for (const line of mounts.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const path = unescaped(before.split(' ')[4] ?? '')
    const isAbove = path !== '' && `${folder}/`.startsWith(path === '/' ? '/' : `${path}/`)
    if (isAbove && path.length >= found.path.length)
      found = { path, type: after.split(' ')[0] ?? '' }
  }
  return networkTypes.test(found.type)
}

/** proc_pid_mountinfo(5): blanks and the like as three octal digits. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  )
}

const mountFile = '/proc/self/mountinfo'
const machine: Surroundings = {
  platform: process.platform,
  env: process.env,
  realPath: (folder) => realpathSync.native(folder),
  get mounts() {
    return process.platform === 'linux' && existsSync(mountFile)
      ? readFileSync(mountFile, 'utf8')
      : ''
  },
  exists: existsSync,
}
