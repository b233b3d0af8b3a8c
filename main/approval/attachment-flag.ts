import type { AttachmentFlag } from '../../preload/contract/approval.ts'
import { attachmentType } from '../message/message.ts'

/** Endings that Windows runs, or opens with something that runs what is in it. */
const running = new Set(
  [
    'exe com scr pif bat cmd msi msp msix appx dll cpl lnk url scf inf reg hta chm js jse vbs vbe',
    'wsf wsh ps1 psm1 jar py sh docm dotm xlsm xltm xlam pptm potm ppam iso img vhd vhdx html htm svg',
  ]
    .join(' ')
    .split(' '),
)
/** Endings of documents, which are a disguise where another ending follows. */
const documentEnding =
  /\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|png|jpe?g|gif|zip)[\s._]*\.[a-z0-9]{1,10}$/i
const turnsReading = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/**
 * What is unusual about an attachment, judged on the approver's workstation by its signed name and
 * bytes (FAULTS I06, I10): whatever its author's workstation said about it counts for nothing here.
 */
export function attachmentFlags(
  { name, type }: { readonly name: string; readonly type: string },
  bytes: Uint8Array,
): AttachmentFlag[] {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const actual = attachmentType(name, bytes)
  const isProgram = Buffer.from(bytes.subarray(0, 2)).toString('latin1') === 'MZ'
  const flags: readonly (readonly [AttachmentFlag, boolean])[] = [
    ['can-run', isProgram || running.has(ending)],
    ['other-content', actual !== type || actual === 'application/octet-stream'],
    ['two-endings', documentEnding.test(name)],
    ['reading-turned', turnsReading.test(name)],
  ]
  return flags.flatMap(([flag, isSet]) => (isSet ? [flag] : []))
}
