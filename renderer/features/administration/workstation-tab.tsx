import { Button, Field, Input, makeStyles, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  form: { display: 'flex', gap: '8px', alignItems: 'flex-start', maxWidth: '560px' },
  field: { flexGrow: 1 },
  button: { marginTop: '26px' },
})

/** What this PC is called, where its records go, and the words that tell whose they are. */
export function WorkstationTab() {
  const t = useText()
  return (
    <Section title={t('workstation.title')}>
      <Loaded asked={useCall('app.state', {})}>{(state) => <Workstation state={state} />}</Loaded>
    </Section>
  )
}

function Workstation({ state }: { state: AppState }) {
  const styles = useStyles()
  const t = useText()
  const rename = useAct('app.set-workstation-name')
  const [name, setName] = useState(state.workstation?.name ?? '')
  const isChanged = name.trim() !== '' && name.trim() !== state.workstation?.name
  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged) {
            rename.run({ name })
          }
        }}
      >
        <Field
          className={styles.field}
          label={t('workstation.name')}
          hint={t('workstation.name-hint')}
        >
          <Input value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
        </Field>
        <Button type="submit" className={styles.button} disabled={!isChanged || rename.isRunning}>
          {t('workstation.rename')}
        </Button>
      </form>
      <ProblemNotice problem={rename.problem} />
      {rename.value === undefined ? null : <Text role="status">{t('workstation.renamed')}</Text>}
      <FactList
        facts={[
          { term: t('workstation.organization'), fact: state.organization?.name ?? '' },
          {
            term: t('workstation.fingerprint'),
            fact: (
              <Words words={state.organization?.words ?? []} label={t('workstation.fingerprint')} />
            ),
          },
          { term: t('workstation.store'), fact: state.store?.folder ?? '' },
          { term: t('workstation.id'), fact: state.workstation?.id ?? '' },
          { term: t('workstation.version'), fact: state.version },
        ]}
      />
    </>
  )
}
