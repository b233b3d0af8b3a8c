import { Body1 } from '@fluentui/react-components'
import { useState } from 'react'
import { FactList } from '../../components/fact-list.tsx'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'

const exampleNumber = 12_480.5

/** How dates and numbers are written here: this PC's zone, the window's language. */
export function FormatsSection() {
  const t = useText()
  const format = useFormat()
  const [now] = useState(() => new Date().toISOString())
  return (
    <Section title={t('settings.formats')}>
      <FactList
        facts={[
          {
            term: t('settings.time-zone'),
            fact: new Intl.DateTimeFormat().resolvedOptions().timeZone,
          },
          { term: t('settings.now'), fact: format.dateTime(now) },
          { term: t('settings.number'), fact: format.number(exampleNumber, 1) },
        ]}
      />
      <Body1>{t('settings.formats-body')}</Body1>
    </Section>
  )
}
