import { basename } from 'node:path'
import { fail } from '../../preload/problem.ts'
import { openManifest, recordsOfRun, requestOf } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { writeDurably } from '../vault/vault.ts'
import { encodeEvidence } from './evidence.ts'

/** The evidence file of a request. Null when the person cancelled. */
export async function saveEvidence(
  session: Session,
  ports: Pick<Ports, 'clock' | 'fileDialog'>,
  request: string,
): Promise<SavedFile | null> {
  const bytes = await evidenceOf(session, ports, request)
  return saveExport(session, ports, {
    ...{ purpose: 'evidence', request },
    suggestedName: `sekisho-evidence-${request.slice(0, 12)}.json`,
    make: async () => bytes,
  })
}

interface SavedFile {
  readonly name: string
  readonly sizeBytes: number
}

/**
 * Asks where to, puts the export on record, and only then writes the file: no audit, no action.
 * Null when the person cancelled. Fails with `approval.evidence-not-written`.
 */
export async function saveExport(
  session: Session,
  { fileDialog }: Pick<Ports, 'fileDialog'>,
  o: {
    readonly purpose: 'evidence' | 'report'
    readonly request: string
    readonly suggestedName: string
    readonly make: () => Promise<Uint8Array>
  },
): Promise<SavedFile | null> {
  const target = await fileDialog.chooseSaveTarget(o.purpose, o.suggestedName)
  if (target === null) return null
  const bytes = await o.make()
  await session.journal.append({
    kind: 'export',
    body: { what: 'evidence', subject: o.request },
    signer: session,
  })
  const name = basename(target)
  try {
    writeDurably(target, bytes)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      return fail('approval.evidence-not-written', { name })
    throw error
  }
  return { name, sizeBytes: bytes.length }
}

/** The evidence of a request as a file's bytes. */
export async function evidenceOf(
  session: Session,
  { clock }: Pick<Ports, 'clock'>,
  hash: string,
): Promise<Uint8Array> {
  const { journal, sealing, workstation } = session
  const request = requestOf(journal, hash)
  const { manifestBytes } = await openManifest(journal, request, [sealing, workstation.sealing])
  const { members, workstations, nameOf, workstationNameOf } = journal.directory()
  return encodeEvidence({
    trust: journal.trust(),
    request,
    records: recordsOfRun(journal, request),
    manifest: manifestBytes,
    names: {
      members: Object.fromEntries(members.map(({ id }) => [id, nameOf(id)])),
      workstations: Object.fromEntries(workstations.map(({ id }) => [id, workstationNameOf(id)])),
    },
    madeAt: new Date(clock.now()).toISOString(),
  })
}
