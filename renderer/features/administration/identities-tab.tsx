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
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { CertificateDialog } from './certificate-dialog.tsx'

const rowsShownMax = 12

type Asking =
  | { readonly act: 'add' }
  | { readonly act: 'change' | 'certificate' | 'remove'; readonly identity: SenderIdentityView }

/** The names and addresses that mail comes from. */
export function IdentitiesTab() {
  const t = useText()
  const identities = useCall('routes.sender-identities', {})
  const [asking, setAsking] = useState<Asking | null>(null)
  const columns = useColumns(setAsking)
  const setAdding = () => setAsking({ act: 'add' })
  const add = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={setAdding}>
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
      {asking === null ? null : asking.act === 'remove' ? (
        <RemoveDialog identity={asking.identity} onClose={() => setAsking(null)} />
      ) : asking.act === 'certificate' ? (
        <CertificateDialog identity={asking.identity} onClose={() => setAsking(null)} />
      ) : (
        <IdentityDialog
          identity={asking.act === 'change' ? asking.identity : null}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}

function useColumns(ask: (asking: Asking) => void): readonly TableColumn<SenderIdentityView>[] {
  const t = useText()
  const format = useFormat()
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
    {
      id: 'certificate',
      header: t('certificate.column'),
      width: '1fr',
      render: ({ certificate, routesWithoutKey }) => {
        if (certificate === null) return t('app.none')
        const until = t('certificate.until', { date: format.date(certificate.notAfter) })
        return routesWithoutKey.length === 0 ? until : `${until} ${t('certificate.incomplete')}`
      },
    },
    {
      id: 'acts',
      header: t('identities.acts'),
      width: '270px',
      render: (identity) => (
        <>
          <Button size="small" onClick={() => ask({ act: 'change', identity })}>
            {t('identities.change')}
          </Button>{' '}
          <Button size="small" onClick={() => ask({ act: 'certificate', identity })}>
            {t('certificate.open')}
          </Button>{' '}
          <Button size="small" onClick={() => ask({ act: 'remove', identity })}>
            {t('identities.remove')}
          </Button>
        </>
      ),
    },
  ]
}

function RemoveDialog(props: { identity: SenderIdentityView; onClose: () => void }) {
  const t = useText()
  const { identity, onClose } = props
  const remove = useAct('routes.remove-sender-identity')
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('identities.remove-title', { name: identity.name })}
      confirmLabel={t('identities.remove-act')}
      isReady={code.length === 6}
      isRunning={remove.isRunning}
      problem={remove.problem}
      onCancel={onClose}
      onConfirm={() => remove.run({ identity: identity.id, code }, onClose, () => setCode(''))}
    >
      <Text>{t('identities.remove-note')}</Text>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}

/** A sender to add, or to change. Where others have to sign, it says so before it closes. */
function IdentityDialog(props: { identity: SenderIdentityView | null; onClose: () => void }) {
  const t = useText()
  const { identity, onClose } = props
  const create = useAct('routes.create-sender-identity')
  const change = useAct('routes.change-sender-identity')
  const [name, setName] = useState(identity?.name ?? '')
  const [address, setAddress] = useState(identity?.address ?? '')
  const [replyTo, setReplyTo] = useState(identity?.replyTo ?? '')
  const [code, setCode] = useState('')
  const done = create.value ?? change.value
  if (done?.sinceAt === null)
    return (
      <ActDialog
        isOpen
        title={t('routes.proposed', { name: done.name })}
        confirmLabel={t('app.close')}
        onConfirm={onClose}
        onCancel={null}
      >
        <Text>{t('routes.proposed-note')}</Text>
      </ActDialog>
    )
  const confirm = () => {
    const input = { name, address, replyTo: replyTo.trim() === '' ? null : replyTo, code }
    const forget = () => setCode('')
    const close = (made: SenderIdentityView) => (made.sinceAt === null ? undefined : onClose())
    if (identity === null) create.run(input, close, forget)
    else change.run({ ...input, identity: identity.id }, close, forget)
  }
  const title =
    identity === null
      ? t('identities.add-title')
      : t('identities.change-title', { name: identity.name })
  return (
    <ActDialog
      isOpen
      title={title}
      confirmLabel={t(identity === null ? 'identities.add-act' : 'identities.change-act')}
      isReady={name.trim() !== '' && address.trim() !== '' && code.length === 6}
      isRunning={create.isRunning || change.isRunning}
      problem={create.problem ?? change.problem}
      onCancel={onClose}
      onConfirm={confirm}
    >
      {identity === null ? null : <Text>{t('identities.change-note')}</Text>}
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
