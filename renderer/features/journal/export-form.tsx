import { Button, Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components'
import { Certificate20Regular, FolderOpen20Regular, Save20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ExportChoice } from '../../../preload/contract/journal.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { ChosenField } from '../../components/chosen-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px', maxWidth: '640px' },
  pair: { display: 'flex', gap: '8px' },
  wide: { flexGrow: 1, flexBasis: 0, minWidth: 0 },
  port: { width: '182px', flexShrink: 0 },
})

type Kind = 'none' | 'folder' | 'tls' | 'tcp'
/** The ports that RFC 5425 and common collectors use. */
const ports = { tls: '6514', tcp: '601' } as const

/** Where the daily copy goes. Files and folders are chosen in the system's own dialogs. */
export function ExportForm(props: { isRunning: boolean; onSet: (choice: ExportChoice) => void }) {
  const styles = useStyles()
  const t = useText()
  const chooseFolder = useAct('app.choose-folder')
  const chooseAuthority = useAct('identity.choose-authority')
  const [kind, setKind] = useState<Kind>('folder')
  const [folder, setFolder] = useState<ChannelOutput<'app.choose-folder'>>(null)
  const [authority, setAuthority] = useState<ChannelOutput<'identity.choose-authority'>>(null)
  const [host, setHost] = useState('')
  const [port, setPort] = useState('')
  const isSyslog = kind === 'tls' || kind === 'tcp'
  const choice = (): ExportChoice | null => {
    if (kind === 'none') return { kind }
    if (kind === 'folder') return folder === null ? null : { kind, folder: folder.folder }
    const number = Number(port || ports[kind])
    if (host.trim() === '' || number < 1 || number > 65_535) return null
    const ca = kind === 'tls' ? (authority?.file ?? null) : null
    return { kind: 'syslog', host: host.trim(), port: number, transport: kind, ca }
  }
  const chosen = choice()
  return (
    <div className={styles.form}>
      <Field label={t('journal.export-where')}>
        <RadioGroup
          value={kind}
          onChange={(_, { value }) => setKind(kinds.find((each) => each === value) ?? 'none')}
        >
          {kinds.map((each) => (
            <Radio key={each} value={each} label={t(`journal.export-to-${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      {kind === 'folder' ? (
        <ChosenField
          label={t('journal.export-folder')}
          hint={t('journal.export-folder-hint')}
          name={folder?.path ?? ''}
          none={t('journal.export-folder-none')}
          chooseLabel={t('journal.export-choose')}
          icon={<FolderOpen20Regular />}
          isChoosing={chooseFolder.isRunning}
          onChoose={() => chooseFolder.run({}, (found) => (found ? setFolder(found) : undefined))}
        />
      ) : null}
      {isSyslog ? (
        <div className={styles.pair}>
          <Field className={styles.wide} label={t('journal.export-host')} required>
            <Input
              value={host}
              spellCheck={false}
              maxLength={200}
              onChange={(_, { value }) => setHost(value)}
            />
          </Field>
          <Field className={styles.port} label={t('journal.export-port')}>
            <Input
              value={port}
              placeholder={ports[kind]}
              inputMode="numeric"
              onChange={(_, { value }) => setPort(value.replaceAll(/\D/g, '').slice(0, 5))}
            />
          </Field>
        </div>
      ) : null}
      {kind === 'tls' ? (
        <ChosenField
          label={t('journal.export-ca')}
          hint={t('journal.export-ca-hint')}
          name={authority?.name ?? ''}
          none={t('journal.export-ca-none')}
          chooseLabel={t('journal.export-choose')}
          icon={<Certificate20Regular />}
          isChoosing={chooseAuthority.isRunning}
          onChoose={() =>
            chooseAuthority.run({}, (found) => (found ? setAuthority(found) : undefined))
          }
        />
      ) : null}
      <div>
        <Button
          icon={<Save20Regular />}
          disabledFocusable={chosen === null || props.isRunning}
          onClick={() => (chosen === null || props.isRunning ? undefined : props.onSet(chosen))}
        >
          {t('journal.export-save')}
        </Button>
      </div>
      <ProblemNotice problem={chooseFolder.problem ?? chooseAuthority.problem} />
    </div>
  )
}

const kinds: readonly Kind[] = ['folder', 'tls', 'tcp', 'none']
