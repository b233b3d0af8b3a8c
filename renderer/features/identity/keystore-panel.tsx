import { Body1, Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px', alignItems: 'flex-start' },
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', gap: '4px' },
})

/** No password helps while the keystore does not give this PC's secret: what to try, in what order. */
export function KeystorePanel() {
  const styles = useStyles()
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const aside = useAct('identity.set-aside')
  return (
    <div className={styles.root}>
      <ol className={styles.list}>
        <li>{t('keystore.try-restart')}</li>
        <li>{t('keystore.try-it')}</li>
        <li>{t('keystore.try-anew')}</li>
      </ol>
      <Button onClick={() => setAsking(true)}>{t('keystore.anew')}</Button>
      {isAsking ? (
        <ActDialog
          isOpen
          intent="danger"
          title={t('keystore.anew-title')}
          confirmLabel={t('keystore.anew-act')}
          isRunning={aside.isRunning}
          problem={aside.problem}
          onCancel={() => setAsking(false)}
          onConfirm={() => aside.run({}, () => setAsking(false))}
        >
          <Body1>{t('keystore.anew-body')}</Body1>
          <Body1>{t('keystore.anew-after')}</Body1>
        </ActDialog>
      ) : null}
    </div>
  )
}
