import { setImmediate } from 'node:timers/promises'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { OwnFilePage, ownFilesChannels } from '../../preload/contract/own-files.ts'
import { fail } from '../../preload/problem.ts'
import { maskAddress } from '../address/mask.ts'
import type { Session } from '../identity/identity.ts'
import { canReadAddresses } from '../lists/lists.ts'
import type { FileDialog } from '../ports.ts'
import { attachmentFlags } from './attachment-flag.ts'
import type { FrozenFile, FrozenRow } from './frozen-row.ts'
import { rowsOf } from './open-request.ts'
import type { RequestReader } from './request-reader.ts'
import { saveForViewing } from './review-acts.ts'

interface Context {
  readonly ports: { readonly fileDialog: FileDialog }
  readonly session: () => Session
  readonly reader: RequestReader
}

export type OwnFileHandlers = Handlers<typeof ownFilesChannels>

/** What an approver sees of the recipients' own files: all of them in a table, each as it was signed for. */
export function ownFileHandlers({ ports, session, reader }: Context): OwnFileHandlers {
  const open = async (request: string, index: number) => {
    const opened = await reader.open(session(), request)
    const row = (await opened.rowAt(index)) ?? fail('approval.recipients-altered', { index })
    const { file } = row
    if (file === undefined || opened.files === null) return fail('approval.no-such-attachment', {})
    return { row, file, bytes: await opened.files.bytesOf(file) }
  }
  const shownAddress = (address: string) =>
    canReadAddresses(session().roles)
      ? address
      : maskAddress(address, session().journal.policy().rules.masking)
  return {
    async 'approval.files'({ request, search, offset, limit }) {
      const opened = await reader.open(session(), request)
      const { journal, sealing, workstation } = session()
      // An address that one may not read is not found by guessing it either.
      const mayFind = canReadAddresses(session().roles)
      const wanted = search.normalize('NFKC').toLowerCase()
      const found: OwnFilePage['rows'] = []
      let total = 0
      if (opened.files !== null)
        for await (const rows of rowsOf(journal, opened.request, [sealing, workstation.sealing])) {
          for (const row of rows) {
            if (!isFound(row, wanted, mayFind)) continue
            if (total >= offset && found.length < limit)
              found.push({
                ...toView(row.file),
                index: row.index,
                address: shownAddress(row.address),
              })
            total += 1
          }
          await setImmediate()
        }
      return { total, sharedCount: opened.files?.survey.sharedCount ?? 0, rows: found }
    },
    async 'approval.own-file'({ request, index }) {
      const { row, file, bytes } = await open(request, index)
      reader.shown(session(), request).add(`file:${index}`)
      return {
        address: shownAddress(row.address),
        file,
        flags: attachmentFlags(file, bytes),
      }
    },
    async 'approval.save-own-file'({ request, index }) {
      const { file, bytes } = await open(request, index)
      return saveForViewing(ports.fileDialog, { name: file.name, bytes })
    },
  }
}

function isFound({ address, file }: FrozenRow, wanted: string, byAddress: boolean): boolean {
  return [...(byAddress ? [address] : []), file?.name ?? ''].some((each) =>
    each.normalize('NFKC').toLowerCase().includes(wanted),
  )
}

function toView(file: FrozenFile | undefined): Pick<OwnFilePage['rows'][number], 'file'> {
  return { file: file ?? null }
}
