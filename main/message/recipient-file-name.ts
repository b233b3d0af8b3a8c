import type { FileNameFault } from '../../preload/contract/recipient-files.ts'
import { attachmentName } from './attachment.ts'

const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i
const turnsReading = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** Seen nowhere, so that two names with and without them look the same. */
const invisible = /[\p{Cc}\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0]/u

/**
 * Why a name can belong to no recipient's file, or null. One name has one reading: it names a file and
 * no place, looks like what it is, and is the same on every disk. What is refused is never mended, since
 * a mended name may be another recipient's.
 */
export function fileNameFault(name: string): FileNameFault | null {
  if (/[/\\]/.test(name) || /^[A-Za-z]:/.test(name) || /^\.+$/.test(name)) return 'path'
  if (turnsReading.test(name)) return 'reading-turned'
  if (invisible.test(name)) return 'invisible'
  if (deviceName.test(name.normalize('NFKC'))) return 'device'
  if (/^[.\s]|[.\s]$/.test(name)) return 'edge'
  if ([...name].length > 120) return 'too-long'
  return attachmentName(name) === name.normalize('NFC') ? null : 'character'
}

/** One spelling of a name; the forms that disks and tables give it (NFC, NFD) are the same name. */
export function fileNameKey(name: string): string {
  return name.normalize('NFC')
}

/** Equal for names that a person takes for the same: upper and lower case, full and half width, blanks. */
export function foldedFileName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
