import { setImmediate } from 'node:timers/promises'
import type { Handlers } from '../../preload/contract/channel.ts'
import type {
  FilesProgress,
  recipientFilesChannels,
} from '../../preload/contract/recipient-files.ts'
import { type Masking, maskAddress } from '../address/mask.ts'
import { canReadAddresses, freezeAudience } from '../lists/lists.ts'
import type { Clock, FileDialog } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { viewAssignment } from './assignment-view.ts'
import { audienceOf, campaignOf } from './campaign.ts'
import { requireDraft } from './campaign-state.ts'
import { createFileTaker, recipientFilesOf, removeRecipientFiles } from './recipient-file.ts'
import { createFileAssignment } from './recipient-file-assignment.ts'
import { type FilesSource, readRecipientFiles } from './recipient-file-reader.ts'

export type RecipientFileHandlers = Handlers<typeof recipientFilesChannels>

export interface RecipientFileOptions {
  readonly ports: { readonly clock: Clock; readonly fileDialog: FileDialog }
  readonly session: () => { readonly db: WritableDb }
  readonly masking: () => Masking
  readonly onProgress: (progress: FilesProgress) => void
}

/** The vault overwrites what it frees: so many files are a moment's work. */
const removedAtOnce = 20

/** One file per recipient: who gets which, and how files come into a draft and out of it. */
export function recipientFileHandlers(o: RecipientFileOptions): RecipientFileHandlers {
  const { ports, session } = o
  const rowsOf = (db: WritableDb, id: string) =>
    freezeAudience(db, audienceOf(campaignOf(db, id)), ports.clock.now())
  return {
    'campaigns.files': ({ campaign: id, ...query }, { roles }) => {
      const { db } = session()
      const isMasked = !canReadAddresses(roles)
      return viewAssignment({
        column: campaignOf(db, id).fileColumn,
        files: recipientFilesOf(db, id),
        rows: () => rowsOf(db, id),
        showAddress: (address) => (isMasked ? maskAddress(address, o.masking()) : address),
        query,
      })
    },
    'campaigns.add-files': async ({ campaign, from }, { member }) => {
      const { db } = session()
      requireDraft(db, campaign)
      const source = await choose(ports.fileDialog, from)
      if (source === null) return null
      const taker = createFileTaker(db, campaign, { member, at: ports.clock.now() })
      let done = 0
      let sizeBytes = 0
      for await (const { files, refused } of readRecipientFiles(source)) {
        taker.take(files)
        for (const { name, reason } of refused) taker.refuse(name, reason)
        done += files.length + refused.length
        sizeBytes += files.reduce((sum, each) => sum + each.bytes.length, 0)
        o.onProgress({ campaign, done, sizeBytes })
      }
      return taker.result()
    },
    'campaigns.remove-files': async (input, { member }) => {
      const { db } = session()
      const edit = { member, at: ports.clock.now() }
      const names = namesToRemove(db, input)
      for (let at = 0; at < names.length; at += removedAtOnce) {
        const some = names.slice(at, at + removedAtOnce)
        removeRecipientFiles(db, input.campaign, { names: some, edit })
        await setImmediate()
      }
      return {}
    },
  }

  function namesToRemove(
    db: WritableDb,
    input: Parameters<RecipientFileHandlers['campaigns.remove-files']>[0],
  ): string[] {
    if (input.which === 'one') return [input.name]
    const { fileColumn } = campaignOf(db, input.campaign)
    const files = recipientFilesOf(db, input.campaign)
    if (input.which === 'all' || fileColumn === null) return files.map(({ name }) => name)
    const assignment = createFileAssignment(fileColumn, files)
    for (const { fields } of rowsOf(db, input.campaign)) assignment.assign(fields)
    return assignment.unused().map(({ name }) => name)
  }
}

async function choose(
  fileDialog: FileDialog,
  from: FilesSource['kind'],
): Promise<FilesSource | null> {
  const path =
    from === 'folder'
      ? await fileDialog.chooseFolder('recipient-files')
      : await fileDialog.chooseFile(from === 'file' ? 'attachment' : 'archive')
  return path === null ? null : { kind: from, path }
}
