import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { Side } from '../../../preload/contract/versions.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { ComparisonPane } from './comparison-pane.tsx'

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
  body: { whiteSpace: 'normal' },
})

/** Somebody else has changed the draft: what differs, and whose words go on. Neither is lost. */
export function ChangedElsewhere(props: {
  campaign: string
  written: Side
  onMine: () => void
  onTheirs: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const [isComparing, setComparing] = useState(false)
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive" className={styles.bar}>
      <MessageBarBody className={styles.body}>{t('message.elsewhere')}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => setComparing(true)}>{t('message.elsewhere-compare')}</Button>
        <Button onClick={props.onMine}>{t('message.elsewhere-mine')}</Button>
        <Button onClick={props.onTheirs}>{t('message.elsewhere-theirs')}</Button>
      </MessageBarActions>
      {isComparing ? (
        <ActDialog
          isOpen
          size="widest"
          title={t('message.elsewhere-title')}
          confirmLabel={t('app.close')}
          onCancel={null}
          onConfirm={() => setComparing(false)}
        >
          <ComparisonPane
            campaign={props.campaign}
            before={{ is: 'stored' }}
            after={props.written}
            beforeTitle={t('message.elsewhere-stored')}
            afterTitle={t('message.elsewhere-written')}
          />
        </ActDialog>
      ) : null}
    </MessageBar>
  )
}
