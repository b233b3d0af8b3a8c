import type { Language } from '../../preload/contract/app.ts'
import type { ExportMark } from '../lists/lists.ts'

/** What stands above the rows of every file that leaves: who took it, when, why, on whose word. */
export function exportMark(o: {
  readonly language: Language
  readonly member: string
  readonly petition: string
  readonly reason: string
  /** Milliseconds since the epoch. */
  readonly at: number
}): ExportMark {
  const at = new Date(o.at).toISOString()
  return o.language === 'ja'
    ? {
        addressTitle: 'メールアドレス',
        lines: [`持ち出し: ${o.member} ${at}`, `目的: ${o.reason}`, `許可: ${o.petition}`],
      }
    : {
        addressTitle: 'E-mail address',
        lines: [`Exported by ${o.member} ${at}`, `Reason: ${o.reason}`, `Permit: ${o.petition}`],
      }
}
