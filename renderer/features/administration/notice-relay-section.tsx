import { Button, Field, Input, Text, Textarea } from '@fluentui/react-components'
import { MailAlertRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { NoticeRelayView } from '../../../preload/contract/notices.ts'
import type { TlsRule } from '../../../preload/contract/transport.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { AuthorityField, HostFields } from './host-fields.tsx'

type Asking = 'set' | 'remove' | null

/** By what members are told by mail; apart from every route, and optional. */
export function NoticeRelaySection() {
  const t = useText()
  const format = useFormat()
  const asked = useCall('notices.relay', {})
  const [asking, setAsking] = useState<Asking>(null)
  const set = (
    <Button onClick={() => setAsking('set')}>
      {t(asked.value === null ? 'notice-relay.add' : 'notice-relay.change')}
    </Button>
  )
  const remove = <Button onClick={() => setAsking('remove')}>{t('notice-relay.remove')}</Button>
  return (
    <Section title={t('notice-relay.title')} actions={null}>
      <Text>{t('notice-relay.body')}</Text>
      <Loaded asked={asked}>
        {(relay) =>
          relay === null ? (
            <EmptyState
              icon={<MailAlertRegular />}
              title={t('notice-relay.none')}
              body={t('notice-relay.none-body')}
              action={set}
            />
          ) : (
            <>
              <FactList
                facts={[
                  { term: t('routes.host'), fact: `${relay.host}:${relay.port}` },
                  { term: t('routes.tls'), fact: t(`routes.tls-${relay.tls}`) },
                  {
                    term: t('routes.ca'),
                    fact: t(relay.ca === null ? 'routes.ca-system' : 'routes.ca-pinned'),
                  },
                  { term: t('notice-relay.sender'), fact: relay.sender },
                  { term: t('notice-relay.domains'), fact: format.list(relay.domains) },
                ]}
              />
              <div>
                {set} {remove}
              </div>
            </>
          )
        }
      </Loaded>
      {asking === null ? null : (
        <RelayDialog
          before={asked.value ?? null}
          isRemoving={asking === 'remove'}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}

function toRelay(draft: Draft): NoticeRelayView {
  const { host, port, tls, ca, sender, domains } = draft
  return {
    ...{ host: host.trim(), port: Number(port), tls, sender: sender.trim() },
    ca: ca.trim() === '' ? null : ca,
    domains: domains.split(/[\s,、]+/).filter((each) => each !== ''),
  }
}

interface Draft {
  readonly host: string
  readonly port: string
  readonly tls: TlsRule
  readonly ca: string
  readonly sender: string
  readonly domains: string
}

function toDraft(relay: NoticeRelayView | null): Draft {
  if (relay === null)
    return { host: '', port: '25', tls: 'starttls', ca: '', sender: '', domains: '' }
  const { port, ca, domains, ...rest } = relay
  return { ...rest, port: String(port), ca: ca ?? '', domains: domains.join('\n') }
}

function isWhole({ host, port, sender, domains }: Draft): boolean {
  return /^\d{1,5}$/.test(port) && [host, sender, domains].every((each) => each.trim() !== '')
}

function RelayDialog(props: {
  before: NoticeRelayView | null
  isRemoving: boolean
  onClose: () => void
}) {
  const t = useText()
  const { before, isRemoving, onClose } = props
  const act = useAct('notices.set-relay')
  const [draft, setDraft] = useState(() => toDraft(before))
  const [code, setCode] = useState('')
  if (act.value?.isInForce === false)
    return (
      <ActDialog
        isOpen
        title={t('routes.proposed', { name: t('notice-relay.title') })}
        confirmLabel={t('app.close')}
        onConfirm={onClose}
        onCancel={null}
      >
        <Text>{t('routes.proposed-note')}</Text>
      </ActDialog>
    )
  const confirm = () =>
    act.run(
      { relay: isRemoving ? null : toRelay(draft), code },
      ({ isInForce }) => (isInForce ? onClose() : undefined),
      () => setCode(''),
    )
  return (
    <ActDialog
      isOpen
      {...(isRemoving ? { intent: 'danger' as const } : {})}
      title={t(isRemoving ? 'notice-relay.remove-title' : 'notice-relay.set-title')}
      confirmLabel={t(isRemoving ? 'notice-relay.remove-act' : 'notice-relay.set-act')}
      isReady={(isRemoving || isWhole(draft)) && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={confirm}
    >
      {isRemoving ? (
        <Text>{t('notice-relay.remove-note')}</Text>
      ) : (
        <RelayFields
          draft={draft}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
      )}
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function RelayFields(props: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const t = useText()
  const { draft, onChange } = props
  return (
    <>
      <Text>{t('notice-relay.no-auth')}</Text>
      <HostFields draft={draft} hasFocus onChange={onChange} />
      <Field label={t('notice-relay.sender')} hint={t('notice-relay.sender-hint')} required>
        <Input
          type="email"
          value={draft.sender}
          maxLength={254}
          spellCheck={false}
          onChange={(_, data) => onChange({ sender: data.value })}
        />
      </Field>
      <Field label={t('notice-relay.domains')} hint={t('notice-relay.domains-hint')} required>
        <Textarea
          value={draft.domains}
          spellCheck={false}
          onChange={(_, data) => onChange({ domains: data.value })}
        />
      </Field>
      <AuthorityField value={draft.ca} onChange={(ca) => onChange({ ca })} />
    </>
  )
}
