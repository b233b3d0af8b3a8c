import type { Recipient } from '../lists/lists.ts'
import { type Attachment, compileTemplate } from '../message/message.ts'
import type { CheckFacts } from './check.ts'
import { type CheckSession, type Judged, startChecks } from './check-session.ts'
import { type FileContents, readFiles } from './file-text.ts'

/** The facts as they cross to a thread. Structured-clone. */
export interface CheckSubject extends Omit<CheckFacts, 'template'> {
  readonly templateBytes: Uint8Array
}

/** A recipient, with the file that only they get. */
export interface CheckedRow extends Recipient {
  readonly ownFile?: Attachment
}

export interface CheckSteps {
  /** The text of files of others, and what could not be read. */
  readonly read: (files: readonly Attachment[]) => Promise<FileContents[]>
  readonly begin: (subject: CheckSubject) => void
  /** Rows in the order of sending; all of them before the first message. */
  readonly survey: (rows: readonly Recipient[]) => void
  readonly messages: (rows: readonly CheckedRow[]) => Promise<void>
  readonly finish: () => Judged[]
}

export function createCheckSteps(): CheckSteps {
  let session: CheckSession | null = null
  let surveyed = 0
  let shown = 0
  const begun = (): CheckSession => {
    if (session === null) throw new Error('checks were not begun')
    return session
  }
  return {
    read: readFiles,
    begin({ templateBytes, ...facts }) {
      session = startChecks({ ...facts, template: compileTemplate(templateBytes) })
    },
    survey(rows) {
      for (const row of rows) begun().survey(row, surveyed++)
    },
    async messages(rows) {
      for (const { ownFile, ...row } of rows) {
        const [read] = ownFile === undefined ? [] : await readFiles([ownFile])
        const file = read === undefined ? null : { ...read, knownAddresses: 0, knownNames: 0 }
        begun().message(row, shown++, file)
      }
    },
    finish: () => begun().finish(),
  }
}
