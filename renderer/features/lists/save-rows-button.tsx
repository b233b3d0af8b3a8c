import { Button, Caption1 } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons'
import type { ImportReport, ImportRowTexts } from '../../../preload/contract/import.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useAct } from '../../ipc.ts'
import { flagKeys, outcomeKeys } from './import-outcomes.ts'

/** A file with the rows that were not taken, each with its reason, for whoever made the list. */
export function SaveRowsButton({ report }: { report: ImportReport }) {
  const t = useText()
  const save = useAct('lists.save-import-rows')
  const texts = useRowTexts(report)
  if (report.reasons.length === 0) return null
  return (
    <>
      {save.value?.isSaved ? (
        <Caption1 role="status">{t('import.rows-saved', { count: save.value.rowCount })}</Caption1>
      ) : null}
      <ProblemNotice problem={save.problem} />
      <Button
        icon={<ArrowDownload20Regular />}
        disabledFocusable={save.isRunning}
        onClick={() => save.run({ import: report.import, rows: 'not-taken', texts })}
      >
        {t('import.save-rows')}
      </Button>
    </>
  )
}

function useRowTexts({ fileName, reasons }: ImportReport): ImportRowTexts {
  const t = useText()
  const format = useFormat()
  return {
    fileName: t('import.rows-file-name', { name: fileName.replace(/\.[^.]*$/, '') }),
    line: t('import.line'),
    outcome: t('import.outcome'),
    reason: t('import.reason'),
    outcomes: {
      added: t(outcomeKeys.added),
      updated: t(outcomeKeys.updated),
      unchanged: t(outcomeKeys.unchanged),
      duplicate: t(outcomeKeys.duplicate),
      invalid: t(outcomeKeys.invalid),
      suppressed: t(outcomeKeys.suppressed),
      'no-consent': t(outcomeKeys['no-consent']),
      erased: t(outcomeKeys.erased),
    },
    flags: {
      'user-defined': t(flagKeys['user-defined']),
      variation: t(flagKeys.variation),
      'mixed-script': t(flagKeys['mixed-script']),
      'legacy-mobile': t(flagKeys['legacy-mobile']),
      smtputf8: t(flagKeys.smtputf8),
      'phone-zero': t(flagKeys['phone-zero']),
      'erased-before': t(flagKeys['erased-before']),
      'consent-unclear': t(flagKeys['consent-unclear']),
      'consent-withdrawn': t(flagKeys['consent-withdrawn']),
    },
    // Without parameters a sentence keeps their names in braces.
    reasons: Object.fromEntries(
      reasons.map(({ code }) => [code, format.problem(toKnownProblem({ code, params: {} }))]),
    ),
  }
}
