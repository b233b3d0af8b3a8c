import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { DocumentText20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RelayTranscript } from '../../preload/contract/releases.ts'
import { useFormat, useText } from '../i18n/language.tsx'
import { useCall } from '../ipc.ts'
import { useHasRole } from '../session.tsx'
import { CopyField } from './copy-field.tsx'
import { ActDialog } from './dialog.tsx'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '16px' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

const liveMs = 5_000

/** What the last failing session with a relay said, one click away; nothing where none has failed. */
export function RelayTranscriptButton(props: {
  readonly isShown: (transcript: RelayTranscript) => boolean
  readonly isLive?: boolean
}) {
  return useHasRole('administrator', 'sender', 'auditor') ? <Asked {...props} /> : null
}

function Asked(props: {
  readonly isShown: (transcript: RelayTranscript) => boolean
  readonly isLive?: boolean
}) {
  const t = useText()
  const asked = useCall('releases.transcripts', {}, props.isLive ? { everyMs: liveMs } : {})
  const [isOpen, setOpen] = useState(false)
  const found = asked.value?.filter(props.isShown) ?? []
  if (found.length === 0) return null
  return (
    <>
      <Button icon={<DocumentText20Regular />} onClick={() => setOpen(true)}>
        {t('relay-transcript.open')}
      </Button>
      {isOpen ? <TranscriptDialog transcripts={found} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function TranscriptDialog(props: {
  readonly transcripts: readonly RelayTranscript[]
  readonly onClose: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('relay-transcript.title')}
      confirmLabel={t('app.close')}
      onConfirm={props.onClose}
      onCancel={null}
    >
      <Text>{t('relay-transcript.body')}</Text>
      <div className={styles.list}>
        {props.transcripts.map(({ host, port, at, lines }) => (
          <section key={`${host}:${port}`}>
            <CopyField
              label={t('relay-transcript.of', {
                relay: `${host}:${port}`,
                at: format.dateTime(at),
              })}
              value={lines.join('\n')}
              rows={12}
              kind="public"
            />
          </section>
        ))}
      </div>
      <Caption1 className={styles.quiet}>{t('relay-transcript.legend')}</Caption1>
    </ActDialog>
  )
}
