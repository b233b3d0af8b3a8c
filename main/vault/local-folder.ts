import { statfsSync } from 'node:fs'
import { fail } from '../../preload/problem.ts'

/** f_type of the network file systems of Linux: NFS, SMB, CIFS, SMB2, AFS, FUSE's sshfs is not told. */
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f,
])
const synchronised =
  /[\\/](onedrive[^\\/]*|dropbox|google ?drive|my drive|icloud ?drive|box sync)[\\/]/i

/**
 * SQLite on a network or synchronised folder loses data, WAL even with one writer: fails with
 * `vault.network-folder`. The folder exists.
 */
export function assertLocalFolder(folder: string): void {
  const isUnc = /^(\\\\|\/\/)[^\\/.?]/.test(folder)
  const isSynchronised = synchronised.test(`${folder}/`)
  if (isUnc || isSynchronised || isOnNetworkMount(folder)) fail('vault.network-folder', { folder })
}

function isOnNetworkMount(folder: string): boolean {
  return process.platform === 'linux' && networkTypes.has(Number(statfsSync(folder).type) >>> 0)
}
