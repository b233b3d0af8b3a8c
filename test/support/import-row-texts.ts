import type { ImportRowTexts } from '../../preload/contract/import.ts'

/** Words for a file to hand back. */
export const importRowTexts: ImportRowTexts = {
  ...{ fileName: '結果.csv', line: '行', outcome: '結果', reason: '理由' },
  outcomes: {
    ...{ added: '追加', updated: '', unchanged: '', duplicate: '', invalid: '不可' },
    ...{ suppressed: '', 'no-consent': '', erased: '' },
  },
  flags: {
    ...{ 'user-defined': '', variation: '', 'mixed-script': '', 'legacy-mobile': '' },
    ...{
      smtputf8: '',
      'phone-zero': '',
      'erased-before': '',
      'consent-unclear': '',
      'consent-withdrawn': '',
    },
  },
  reasons: { 'lists.row-address-no-at': 'アットマークなし' },
}
