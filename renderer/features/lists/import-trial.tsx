import { Body1 } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { ImportCounts } from './import-counts.tsx'
import { ImportRowTable } from './import-rows.tsx'

/** What the import would do: exact counts, and the rows that want a person before it is done. */
export function ImportTrial({ trial }: { trial: ChannelOutput<'lists.try-import'> }) {
  const t = useText()
  const place = useRef<HTMLDivElement>(null)
  // It stands below what was understood of the file, which may fill the window.
  useEffect(() => {
    // Its promise is not for React, which would call it as what undoes the effect.
    void place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place}>
      <Section title={t('import.trial-title')}>
        <ImportCounts report={trial.report} />
        {trial.rows.length === 0 ? (
          <Body1>{t('import.trial-clean')}</Body1>
        ) : (
          <>
            <Body1>{t('import.trial-rows', { count: trial.rows.length })}</Body1>
            <ImportRowTable rows={trial.rows} />
          </>
        )}
      </Section>
    </div>
  )
}
