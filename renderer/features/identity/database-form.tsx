import { Button, Field, Input, makeStyles, Spinner } from '@fluentui/react-components'
import { Certificate20Regular, PlugConnected20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { NamedStore } from '../../../preload/contract/policy.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { ChosenField } from '../../components/chosen-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ChosenFolder } from './folder-field.tsx'

const useStyles = makeStyles({
  pair: { display: 'flex', gap: '8px' },
  wide: { flexGrow: 1, flexBasis: 0, minWidth: 0 },
  port: { width: '182px', flexShrink: 0 },
  foot: { display: 'flex', alignItems: 'center', gap: '12px' },
})

interface Draft {
  readonly host: string
  readonly port: string
  readonly database: string
  readonly user: string
  readonly password: string
  readonly authority: ChannelOutput<'identity.choose-authority'>
}

const blank: Draft = {
  host: '',
  port: '5432',
  database: 'sekisho',
  user: '',
  password: '',
  authority: null,
}

/** A PostgreSQL database as the shared store: tried at once, and its password leaves the window. */
export function DatabaseForm(props: {
  /** Where IT says that it is. */
  named: Extract<NamedStore, { kind: 'database' }> | null
  onChange: (value: ChosenFolder) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { named } = props
  const [draft, setDraft] = useState({
    ...blank,
    ...(named === null
      ? {}
      : { host: named.host, port: String(named.port), database: named.database }),
  })
  const choose = useAct('identity.choose-authority')
  const connect = useAct('identity.use-database')
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const { host, port, database, user, password, authority } = draft
  const isReady = [host, port, database, user, password].every((each) => each.trim() !== '')

  function connectNow() {
    const access = { host, port: Number(port), database, user, password }
    connect.run({ ...access, ca: authority?.file ?? null }, (place) => {
      // The core has it now; nothing secret stays in the window.
      connect.reset()
      change({ password: '' })
      props.onChange(place)
    })
  }

  const isFixed = (name: string) => named?.isLocked === true && name !== 'user'
  const text = (name: 'host' | 'port' | 'database' | 'user', className?: string) => (
    <Field
      className={className}
      label={t(`identity.database-${name}`)}
      hint={isFixed(name) ? t('machine.set-by-it') : null}
      required
    >
      <Input
        readOnly={isFixed(name)}
        value={draft[name]}
        spellCheck={false}
        autoComplete="off"
        inputMode={name === 'port' ? 'numeric' : 'text'}
        maxLength={200}
        onChange={(_, { value }) =>
          change({ [name]: name === 'port' ? value.replaceAll(/\D/g, '').slice(0, 5) : value })
        }
      />
    </Field>
  )
  return (
    <>
      <div className={styles.pair}>
        {text('host', styles.wide)}
        {text('port', styles.port)}
      </div>
      <div className={styles.pair}>
        {text('database', styles.wide)}
        {text('user', styles.wide)}
      </div>
      <Field label={t('identity.database-password')} required>
        <Input
          type="password"
          value={password}
          autoComplete="off"
          maxLength={1024}
          onChange={(_, data) => change({ password: data.value })}
        />
      </Field>
      <ChosenField
        label={t('identity.database-ca')}
        hint={t('identity.database-ca-hint')}
        name={authority?.name ?? ''}
        none={t('identity.database-ca-none')}
        chooseLabel={t('identity.database-ca-choose')}
        icon={<Certificate20Regular />}
        isChoosing={choose.isRunning}
        onChoose={() =>
          choose.run({}, (chosen) => (chosen ? change({ authority: chosen }) : undefined))
        }
      />
      <div className={styles.foot}>
        <Button
          icon={<PlugConnected20Regular />}
          disabledFocusable={!isReady || connect.isRunning}
          onClick={() => (isReady && !connect.isRunning ? connectNow() : undefined)}
        >
          {t('identity.database-connect')}
        </Button>
        {connect.isRunning ? (
          <Spinner size="tiny" label={t('identity.database-connecting')} labelPosition="after" />
        ) : null}
      </div>
      <ProblemNotice problem={choose.problem ?? connect.problem} />
    </>
  )
}
