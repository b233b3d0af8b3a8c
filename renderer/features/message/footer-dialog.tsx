import { Dropdown, Field, Input, Option, Spinner } from '@fluentui/react-components'
import { lazy, Suspense, useState } from 'react'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import type { FooterView } from '../../../preload/contract/templates.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const MailEditor = lazy(() =>
  import('./mail-editor.tsx').then(({ MailEditor }) => ({ default: MailEditor })),
)
const nothing = { id: null, fields: [], attachments: [] }

/** Writes a footer. Every draft in which it stands says the same at once. */
export function FooterDialog(props: { footer: FooterView | null; onDone: () => void }) {
  const t = useText()
  const { footer } = props
  const save = useAct('footers.save')
  const identities = useCall('routes.sender-identities', {})
  const opened = useCall('campaigns.document', { html: footer?.html ?? '' })
  const [name, setName] = useState(footer?.name ?? '')
  const [identity, setIdentity] = useState(footer?.identity ?? '')
  const [document, setDocument] = useState<MailDocument | null>(null)
  const written = document ?? opened.value ?? null
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t(footer === null ? 'templates.footer-new' : 'templates.footer-edit')}
      confirmLabel={t('templates.footer-save')}
      isReady={name.trim() !== '' && written !== null && written.content.length > 0}
      isRunning={save.isRunning}
      problem={save.problem}
      onCancel={props.onDone}
      onConfirm={() =>
        written === null
          ? undefined
          : save.run(
              {
                ...{ footer: footer?.id ?? null, name, document: written },
                identity: identity === '' ? null : identity,
              },
              props.onDone,
            )
      }
    >
      <Field label={t('templates.name')} required>
        <Input value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Field label={t('templates.footer-identity')} hint={t('templates.footer-identity-hint')}>
        <Dropdown
          value={
            identities.value?.find(({ id }) => id === identity)?.name ?? t('templates.footer-any')
          }
          selectedOptions={[identity]}
          onOptionSelect={(_, data) => setIdentity(data.optionValue ?? '')}
        >
          {[
            <Option key="" value="">
              {t('templates.footer-any')}
            </Option>,
            ...(identities.value ?? []).map((each) => (
              <Option key={each.id} value={each.id}>
                {each.name}
              </Option>
            )),
          ]}
        </Dropdown>
      </Field>
      <Loaded asked={opened}>
        {(found) =>
          found === null ? null : (
            <Suspense fallback={<Spinner label={t('message.opening')} />}>
              <MailEditor campaign={nothing} document={found} onChange={setDocument} />
            </Suspense>
          )
        }
      </Loaded>
    </ActDialog>
  )
}
