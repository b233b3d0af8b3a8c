import { Button, Caption1, makeStyles } from '@fluentui/react-components'
import { ArrowDownload20Regular, ArrowUpload20Regular } from '@fluentui/react-icons'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  acts: { display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' },
})

/** While the store is out of reach: a request and what was signed about it, as files to carry. */
export function ParcelBar({ request }: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const store = useCall('app.state', {}).value?.store
  const save = useAct('parcels.save')
  if (store?.status !== 'offline') return null
  const saved = save.value ? t('parcels.saved', { name: save.value.name }) : ''
  return (
    <section className={styles.root} aria-label={t('parcels.title')}>
      <Caption1>{t('parcels.body')}</Caption1>
      <ProblemNotice problem={save.problem} />
      <div className={styles.acts}>
        <Button
          icon={<ArrowDownload20Regular />}
          disabled={save.isRunning}
          onClick={() => save.run({ request, withContent: true })}
        >
          {t('parcels.save-request')}
        </Button>
        <Button
          icon={<ArrowDownload20Regular />}
          disabled={save.isRunning}
          onClick={() => save.run({ request, withContent: false })}
        >
          {t('parcels.save-signed')}
        </Button>
        <span aria-live="polite">{saved}</span>
      </div>
    </section>
  )
}

/** Takes such a file in, and opens what it is about. */
export function TakeParcelButton() {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const take = useAct('parcels.take')
  return (
    <div className={styles.acts}>
      <ProblemNotice problem={take.problem} />
      <Button
        icon={<ArrowUpload20Regular />}
        appearance="subtle"
        disabled={take.isRunning}
        onClick={() =>
          take.run({}, (taken) => {
            const request = taken?.request ?? null
            if (request !== null) navigate({ page: 'review', request })
          })
        }
      >
        {t('parcels.take')}
      </Button>
    </div>
  )
}
