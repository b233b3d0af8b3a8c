import { describe, expect, test } from 'vitest'
import { isProtected } from '../../../main/policy/access-list.ts'

describe('who may change a file, by its access list', () => {
  test.each([
    [
      'under Program Files',
      'D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)(A;ID;0x1200a9;;;AC)',
    ],
    ['readable in letters', 'D:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;BU)(A;;FX;;;AU)'],
    [
      'the installer of Windows',
      'D:(A;;FA;;;S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)(A;;GR;;;WD)',
    ],
    ['inherited further only', 'D:(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)'],
    ['a refusal for users', 'D:(D;;FA;;;BU)(A;;FA;;;BA)'],
  ])('%s: protected', (_, list) => {
    expect(isProtected(`policy.json\r\n${list}\r\n`)).toBe(true)
  })

  test.each([
    ['users may modify', 'D:AI(A;ID;FA;;;SY)(A;ID;0x1301bf;;;BU)'],
    ['users may write', 'D:(A;;FA;;;BA)(A;;FW;;;BU)'],
    ['users may append', 'D:(A;;FA;;;BA)(A;;0x100004;;;WD)'],
    ['users may change the list itself', 'D:(A;;FA;;;BA)(A;;FRWD;;;AU)'],
    ['users may remove children', 'D:(A;;FA;;;BA)(A;;0x40;;;BU)'],
    ['one person has all', 'D:(A;;FA;;;BA)(A;ID;FA;;;S-1-5-21-1-2-3-1001)'],
    ['no list', 'O:BAG:SY'],
    ['an empty list', 'D:'],
    ['no access control', 'D:NO_ACCESS_CONTROL'],
    ['an entry of an unknown kind', 'D:(A;;FA;;;BA)(XA;;FR;;;BU)'],
    ['rights that are not understood', 'D:(A;;FA;;;BA)(A;;F;;;BU)'],
    ['nothing', ''],
  ])('%s: not', (_, list) => {
    expect(isProtected(list)).toBe(false)
  })
})
