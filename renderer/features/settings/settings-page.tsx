import { Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { KeyTable } from '../../components/key-table.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page, Section } from '../../components/page.tsx'
import { MailSettings } from '../../frame/mail-settings.tsx'
import { NoticeSettings } from '../../frame/notice-settings.tsx'
import { SettingsDialog, type SettingsDialogName } from '../../frame/settings-dialog.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { AboutSection } from './about-section.tsx'
import { FormatsSection } from './formats-section.tsx'
import { LockSection } from './lock-section.tsx'
import { LookSection } from './look-section.tsx'

const useStyles = makeStyles({ acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' } })

type DialogName = SettingsDialogName | 'notices' | 'mail'

const ownActs: readonly (readonly [DialogName, PlainTextKey])[] = [
  ['password', 'identity.own-password'],
  ['codes', 'identity.own-codes'],
  ['hand-over', 'second-pc.own'],
  ['backup', 'identity.own-backup'],
  ['check', 'identity.own-check'],
]

/** Everything that a person can set on this PC in one place, and what others have set. */
export function SettingsPage() {
  const t = useText()
  const { back } = useNavigation()
  const asked = useCall('app.state', {})
  return (
    <Page title={t('settings.title')} width="reading" onBack={back}>
      <Loaded asked={asked}>{(state) => <Sections state={state} />}</Loaded>
    </Page>
  )
}

function Sections({ state }: { readonly state: AppState }) {
  const t = useText()
  const [dialog, setDialog] = useState<DialogName | null>(null)
  return (
    <>
      <LookSection state={state} />
      <FormatsSection />
      <Section title={t('settings.notices')}>
        <Acts
          acts={[
            ['notices', 'notices.settings'],
            ['mail', 'notices.mail'],
          ]}
          onChoose={setDialog}
        />
      </Section>
      <LockSection state={state} />
      <Section title={t('settings.own')}>
        <Acts acts={ownActs} onChoose={setDialog} />
      </Section>
      <Section title={t('settings.keys')}>
        <KeyTable />
      </Section>
      <Section title={t('settings.pc')}>
        <Acts
          acts={[
            ['machine', 'machine.open'],
            ['diagnostics', 'app.diagnostics'],
          ]}
          onChoose={setDialog}
        />
      </Section>
      <AboutSection state={state} />
      <OpenDialog dialog={dialog} state={state} onClose={() => setDialog(null)} />
    </>
  )
}

function Acts(props: {
  readonly acts: readonly (readonly [DialogName, PlainTextKey])[]
  readonly onChoose: (dialog: DialogName) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.acts}>
      {props.acts.map(([dialog, label]) => (
        <Button key={dialog} onClick={() => props.onChoose(dialog)}>
          {t(label)}
        </Button>
      ))}
    </div>
  )
}

function OpenDialog(props: {
  readonly dialog: DialogName | null
  readonly state: AppState
  readonly onClose: () => void
}) {
  const { dialog, state, onClose } = props
  if (dialog === null) return null
  if (dialog === 'notices') return <NoticeSettings onClose={onClose} />
  if (dialog === 'mail') return <MailSettings onClose={onClose} />
  return <SettingsDialog dialog={dialog} state={state} onClose={onClose} />
}
