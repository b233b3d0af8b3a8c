import { Body1, Checkbox, Field, Input, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { type MailKind, mailKinds } from '../../preload/contract/notices.ts'
import { ActDialog } from '../components/dialog.tsx'
import { useFormat, useText } from '../i18n/language.tsx'
import { useAct, useCall } from '../ipc.ts'

const useStyles = makeStyles({
  kinds: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, border: 'none' },
})

/** Whether, where and of what one wants to be told by mail. */
export function MailSettings({ onClose }: { onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const asked = useCall('notices.mail-settings', {})
  const change = useAct('notices.change-mail-settings')
  const [address, setAddress] = useState<string | null>(null)
  const [kinds, setKinds] = useState<readonly MailKind[] | null>(null)
  const domains = asked.value?.domains ?? null
  const shown = address ?? asked.value?.address ?? ''
  const chosen = kinds ?? asked.value?.kinds ?? []
  const toggle = (kind: MailKind, isOn: boolean) =>
    setKinds(mailKinds.filter((each) => (each === kind ? isOn : chosen.includes(each))))
  if (asked.value !== null && domains === null)
    return (
      <ActDialog
        isOpen
        title={t('notices.mail-title')}
        confirmLabel={t('app.close')}
        onConfirm={onClose}
        onCancel={null}
      >
        <Body1>{t('notices.mail-off')}</Body1>
      </ActDialog>
    )
  return (
    <ActDialog
      isOpen
      title={t('notices.mail-title')}
      confirmLabel={t('notices.settings-act')}
      isReady={domains !== null && (address !== null || kinds !== null)}
      isRunning={change.isRunning}
      problem={change.problem ?? asked.problem}
      onCancel={onClose}
      onConfirm={() => change.run({ address: shown, kinds: [...chosen] }, onClose)}
    >
      <Body1>{t('notices.mail-body')}</Body1>
      <Field
        label={t('notices.mail-address')}
        hint={t('notices.mail-address-hint', { domains: format.list(domains ?? []) })}
      >
        <Input
          type="email"
          value={shown}
          maxLength={254}
          spellCheck={false}
          onChange={(_, data) => setAddress(data.value)}
        />
      </Field>
      <fieldset className={styles.kinds} aria-label={t('notices.mail-kinds')}>
        {mailKinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`notice.${kind}`)}
            checked={chosen.includes(kind)}
            onChange={(_, data) => toggle(kind, data.checked === true)}
          />
        ))}
      </fieldset>
    </ActDialog>
  )
}
