import { type Check, finding } from './check.ts'
import { watchWords } from './word-check.ts'

/** A file and its password in one mail, or announced in the next: PPAP protects nobody. */
export const passwordAndFile: Check = {
  id: 'password-and-file',
  start: ({ files, ownFiles }) => {
    if (files.length === 0 && ownFiles === null) return { finish: () => [] }
    const locked = files.filter(({ unread }) => unread.includes('encrypted'))
    const words = watchWords(findPasswordWord)
    return {
      message: words.message,
      finish: () => [
        ...words
          .all()
          .map(({ what, count, index }) =>
            finding('warning', 'password-and-file', 'both', { word: what, count, index }),
          ),
        ...locked.map(({ name }) => finding('warning', 'password-and-file', 'locked', { name })),
      ],
    }
  },
}

const mention =
  /(?:解凍|展開|開封|添付(?:ファイル)?の?)?(?:パスワード|暗証番号)(?=\s*(?:は|：|:|を別|につ|=))|\b(?:pass ?word|passcode|pw|pass)\s*(?:is\b|[:：=])|\bpassword (?:will|to) (?:follow|open)/i

function findPasswordWord(text: string): string | null {
  return mention.exec(text)?.[0]?.trim() ?? null
}
