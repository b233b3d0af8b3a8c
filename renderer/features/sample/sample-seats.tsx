import { Body1, Button, makeStyles, Spinner, Title2 } from '@fluentui/react-components'
import { PersonRegular } from '@fluentui/react-icons'
import type { SampleState } from '../../../preload/contract/sample.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { SampleBanner } from './sample-banner.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%' },
  seats: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '16px',
    padding: '24px',
    overflowY: 'auto',
  },
  title: { margin: 0 },
  buttons: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: '280px' },
})

/** In the place of the login page: the sample was locked, and somebody sits down again. */
export function SampleSeats({ sample }: { readonly sample: SampleState }) {
  const styles = useStyles()
  const t = useText()
  const change = useAct('sample.switch')
  return (
    <div className={styles.root}>
      <SampleBanner sample={sample} />
      <main className={styles.seats}>
        <Title2 as="h1" className={styles.title}>
          {t('sample.seats-title')}
        </Title2>
        <Body1>{t('sample.seats-body')}</Body1>
        <ProblemNotice problem={change.problem} />
        <div className={styles.buttons}>
          {sample.desks.map(({ desk, name }) => (
            <Button
              key={desk}
              size="large"
              icon={change.isRunning ? <Spinner size="tiny" /> : <PersonRegular />}
              disabledFocusable={change.isRunning}
              onClick={() => change.run({ desk })}
            >
              {t('sample.seat', { name, desk: t(`sample.desk-${desk}`) })}
            </Button>
          ))}
        </div>
      </main>
    </div>
  )
}
