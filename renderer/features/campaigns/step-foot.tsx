import { Button, makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  foot: { display: 'flex', gap: '12px', justifyContent: 'flex-end', alignItems: 'center' },
})

/** What every step ends with: on to the next one. */
export function StepFoot(props: { isReady: boolean; onNext: () => void; note?: ReactNode }) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.foot}>
      {props.note}
      <Button appearance="primary" disabled={!props.isReady} onClick={props.onNext}>
        {t('app.next')}
      </Button>
    </div>
  )
}
