import { cleanLine } from './merge.ts'

/** A file as it is attached: the same for every recipient. */
export interface Attachment {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** One file, and all of a message together: what relays and carriers commonly take. */
export const attachmentSizeBytesMax = 10 * 1024 * 1024
export const attachmentsSizeBytesMax = 20 * 1024 * 1024

const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i

/**
 * The name that a file gets in the mail, from whatever path it was chosen by: no folders, no
 * characters that a Windows disk refuses, no device names, nothing that turns the reading order.
 */
export function attachmentName(path: string): string {
  const last = cleanLine(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
  const safe = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  const named = safe === '' ? 'attachment' : deviceName.test(safe) ? `_${safe}` : safe
  return shorten(named.normalize('NFC'))
}

/** At most 120 characters, and the ending stays. */
function shorten(name: string): string {
  const characters = [...name]
  if (characters.length <= 120) return name
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return `${characters.slice(0, 120 - ending.length).join('')}${ending}`
}

const typeByEnding: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['ics', 'text/calendar'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['zip', 'application/zip'],
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
])

/** First bytes in hexadecimal, and the endings that fit them. */
const magic: readonly (readonly [string, readonly string[]])[] = [
  ['255044462d', ['pdf']],
  ['504b0304', ['zip', 'docx', 'xlsx', 'pptx']],
  ['89504e470d0a', ['png']],
  ['ffd8ff', ['jpg', 'jpeg']],
  ['47494638', ['gif']],
  ['d0cf11e0', ['doc', 'xls', 'ppt']],
  ['4d5a', ['exe', 'dll', 'scr']],
]

/** By the name's ending, unless the first bytes say that it is something else. */
export function attachmentType(name: string, bytes: Uint8Array): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  const known = magic.find(([first]) => start.startsWith(first))
  const isOther = known !== undefined && !known[1].includes(ending)
  const generic = 'application/octet-stream'
  return isOther ? generic : (typeByEnding.get(ending) ?? generic)
}
