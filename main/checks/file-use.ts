import { createFileAssignment } from '../message/message.ts'
import { type Check, finding } from './check.ts'

/** Each file is one recipient's: none is left over, and none goes to two, also not under two names. */
export const fileUse: Check = {
  id: 'file-use',
  start: ({ ownFiles }) => {
    if (ownFiles === null) return { finish: () => [] }
    const assignment = createFileAssignment(ownFiles.column, ownFiles.files)
    let first: { readonly name: string; readonly index: number } | null = null
    let count = 0
    return {
      survey: ({ fields }) => void assignment.assign(fields),
      recipient({ fields, index }) {
        const { file } = assignment.look(fields)
        if (file === null || assignment.usesOf(file) < 2) return
        first ??= { name: file.name, index }
        count += 1
      },
      finish() {
        const unused = assignment.unused()
        const [left] = unused
        return [
          ...(first === null ? [] : [finding('stop', 'file-use', 'shared', { ...first, count })]),
          ...(left === undefined
            ? []
            : [finding('stop', 'file-use', 'unused', { name: left.name, count: unused.length })]),
        ]
      },
    }
  },
}
