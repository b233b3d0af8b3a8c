/**
 * Who may change a file or folder, by the access list that `icacls … /save` writes: security
 * descriptors in Microsoft's definition language (SDDL), which name accounts by fixed letters or by
 * SID, whatever language Windows speaks.
 */

/** Local System, the administrators, and the installer of Windows itself. */
const trusted = new Set([
  'SY',
  'BA',
  'LA',
  'S-1-5-18',
  'S-1-5-32-544',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
])

const lettersThatChange = new Set([
  'GA',
  'GW',
  'FA',
  'FW',
  'WD',
  'WO',
  'SD',
  'DC',
  'WP',
  'DT',
  'KA',
  'KW',
  'CC',
  'LC',
])
/**
 * Write data or add a file, append, extended attributes, delete a child, attributes, DELETE,
 * WRITE_DAC, WRITE_OWNER, generic all and generic write. LC as letters is append, too.
 */
const bitsThatChange =
  0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000

/** True when nobody but administrators and the system may change it. What cannot be read: false. */
export function isProtected(sddl: string): boolean {
  const list = /D:([A-Z]*)((?:\([^()]*\))*)/.exec(sddl)
  // No list at all, or one that is said to be none, lets everybody do everything.
  if (list === null || (list[1] ?? '').includes('NO_ACCESS_CONTROL')) return false
  const entries = (list[2] ?? '').match(/\([^()]*\)/g) ?? []
  return entries.length > 0 && entries.every(isHarmless)
}

function isHarmless(entry: string): boolean {
  const [type = '', flags = '', rights = '', , , account = ''] = entry.slice(1, -1).split(';')
  // A refusal gives nothing; what is only inherited further is looked at where it arrives.
  if (type === 'D' || type === 'OD' || flags.includes('IO')) return true
  if (type !== 'A' && type !== 'OA') return false
  return trusted.has(account) || !changes(rights)
}

function changes(rights: string): boolean {
  if (/^0x[0-9a-f]+$/i.test(rights)) return (Number.parseInt(rights, 16) & bitsThatChange) !== 0
  const letters = rights.match(/../g) ?? []
  return letters.join('') !== rights || letters.some((each) => lettersThatChange.has(each))
}
