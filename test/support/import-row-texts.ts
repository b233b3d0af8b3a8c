import type { ImportRowTexts } from '../../preload/contract/import.ts'

/** Words for a file to hand back. */
export const importRowTexts: ImportRowTexts = {
  ...{ fileName: 'x.csv', line: '行', outcome: '結果', reason: '理由', reasons: {} },
  outcomes: {
    ...{ added: '', updated: '', unchanged: '', duplicate: '', invalid: '', suppressed: '' },
    'no-consent': '',
  },
  flags: {
    ...{ 'user-defined': '', variation: '', 'mixed-script': '', 'legacy-mobile': '' },
    smtputf8: '',
  },
}
