import { Body1, Checkbox, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { type NoticeKind, noticeKinds } from '../../preload/contract/notices.ts'
import { ActDialog } from '../components/dialog.tsx'
import { useText } from '../i18n/language.tsx'
import { useAct, useCall } from '../ipc.ts'

const useStyles = makeStyles({ kinds: { display: 'flex', flexDirection: 'column' } })

/** Which notices one's own desktop shows, where others may look on. */
export function NoticeSettings({ onClose }: { onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('notices.settings', {})
  const change = useAct('notices.change-settings')
  const [draft, setDraft] = useState<readonly NoticeKind[] | null>(null)
  const chosen = draft ?? asked.value?.desktop ?? []
  const toggle = (kind: NoticeKind, isOn: boolean) =>
    setDraft(noticeKinds.filter((each) => (each === kind ? isOn : chosen.includes(each))))
  return (
    <ActDialog
      isOpen
      title={t('notices.settings-title')}
      confirmLabel={t('notices.settings-act')}
      isReady={draft !== null}
      isRunning={change.isRunning}
      problem={change.problem ?? asked.problem}
      onCancel={onClose}
      onConfirm={() => change.run({ desktop: [...chosen] }, onClose)}
    >
      <Body1>{t('notices.settings-body')}</Body1>
      <div className={styles.kinds}>
        {noticeKinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`notice.${kind}`)}
            checked={chosen.includes(kind)}
            onChange={(_, data) => toggle(kind, data.checked === true)}
          />
        ))}
      </div>
    </ActDialog>
  )
}
