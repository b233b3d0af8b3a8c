import { Button, Field, Input, Text } from '@fluentui/react-components'
import { Add20Regular, PersonMailRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SenderIdentityView } from '../../../preload/contract/routes.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import type { TableColumn } from '../../components/table-row.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const rowsShownMax = 12

/** The names and addresses that mail comes from. */
export function IdentitiesTab() {
  const t = useText()
  const identities = useCall('routes.sender-identities', {})
  const columns = useColumns()
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={() => setAdding(true)}>
      {t('identities.add')}
    </Button>
  )
  return (
    <Section title={t('identities.title')} actions={identities.value?.length === 0 ? null : add}>
      <Text>{t('identities.body')}</Text>
      <Loaded asked={identities}>
        {(value) =>
          value.length === 0 ? (
            <EmptyState
              icon={<PersonMailRegular />}
              title={t('identities.none')}
              body={t('identities.none-body')}
              action={add}
            />
          ) : (
            <DataTable
              label={t('identities.title')}
              columns={columns}
              rowCount={value.length}
              rowAt={(index) => value[index]}
              rowsShownMax={rowsShownMax}
            />
          )
        }
      </Loaded>
      {isAdding ? <IdentityDialog onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function useColumns(): readonly TableColumn<SenderIdentityView>[] {
  const t = useText()
  return [
    { id: 'name', header: t('identities.name'), width: '1fr', render: ({ name }) => name },
    {
      id: 'address',
      header: t('identities.address'),
      width: '1fr',
      render: ({ address }) => address,
    },
    {
      id: 'reply-to',
      header: t('identities.reply-to'),
      width: '1fr',
      render: ({ replyTo }) => replyTo ?? t('identities.same'),
    },
  ]
}

function IdentityDialog(props: { onClose: () => void }) {
  const t = useText()
  const create = useAct('routes.create-sender-identity')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [replyTo, setReplyTo] = useState('')
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      title={t('identities.add-title')}
      confirmLabel={t('identities.add-act')}
      isReady={name.trim() !== '' && address.trim() !== '' && code.length === 6}
      isRunning={create.isRunning}
      problem={create.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        create.run(
          { name, address, replyTo: replyTo.trim() === '' ? null : replyTo, code },
          props.onClose,
          () => setCode(''),
        )
      }
    >
      <Field label={t('identities.name')} required>
        <Input autoFocus value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label={t('identities.address')} required>
        <Input
          type="email"
          value={address}
          maxLength={254}
          spellCheck={false}
          onChange={(_, data) => setAddress(data.value)}
        />
      </Field>
      <Field label={t('identities.reply-to')} hint={t('identities.reply-to-hint')}>
        <Input
          type="email"
          value={replyTo}
          maxLength={254}
          spellCheck={false}
          onChange={(_, data) => setReplyTo(data.value)}
        />
      </Field>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
