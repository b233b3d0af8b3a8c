import { type Check, finding } from './check.ts'
import { watchWords } from './word-check.ts'

/** The text speaks of an attachment, and there is none. */
export const missingAttachment: Check = {
  id: 'missing-attachment',
  start: ({ files, ownFiles }) => {
    if (files.length > 0 || ownFiles !== null) return { finish: () => [] }
    const words = watchWords(findAttachmentWord)
    return {
      message: words.message,
      finish: () =>
        words
          .all()
          .map(({ what, count, index }) =>
            finding('warning', 'missing-attachment', 'mentioned', { word: what, count, index }),
          ),
    }
  },
}

const denial =
  /(?:添付|同封)(?:ファイル|資料|書類)?(?:は|が|も|を)?(?:一切)?(?:お送り)?(?:ございません|ありません|しておりません|していません|しません|いたしません|不要)|(?:no|without(?: an)?|not) attach(?:ment|ments|ed)\b/gi
const mention =
  /添付|別添|同封|\b(?:attached|enclosed)\b(?! to)|\b(?:the|an|our|see) attachments?\b|\battach(?:ing|ment)\b/i

function findAttachmentWord(text: string): string | null {
  // The denial is looked for only where there is something to deny.
  if (!mention.test(text)) return null
  return mention.exec(text.replace(denial, ''))?.[0] ?? null
}
