import { Button, Field, Input, MessageBar, MessageBarBody, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { CertificateView } from '../../../preload/contract/certificate.ts'
import type { SenderIdentityView } from '../../../preload/contract/routes.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

interface Props {
  readonly identity: SenderIdentityView
  readonly onClose: () => void
}

/** The certificate that signs a sender's mail: what it says, another one in its place, or none. */
export function CertificateDialog(props: Props) {
  const [isRemoving, setRemoving] = useState(false)
  return isRemoving ? (
    <RemoveDialog {...props} />
  ) : (
    <ImportDialog {...props} onRemove={() => setRemoving(true)} />
  )
}

function ImportDialog({ identity, onClose, onRemove }: Props & { onRemove: () => void }) {
  const t = useText()
  const choose = useAct('routes.choose-certificate')
  const read = useAct('routes.import-certificate')
  const [chosen, setChosen] = useState<{ file: string; name: string } | null>(null)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { certificate, routesWithoutKey } = read.value ?? identity
  if (read.value !== undefined && read.value !== null)
    return (
      <ActDialog
        isOpen
        title={t('certificate.imported', { name: identity.name })}
        confirmLabel={t('app.close')}
        onConfirm={onClose}
        onCancel={null}
      >
        {certificate === null ? null : <CertificateFacts certificate={certificate} />}
        <MissingKeys routes={routesWithoutKey} />
        {read.value.sinceAt === null ? <Text>{t('routes.proposed-note')}</Text> : null}
      </ActDialog>
    )
  const file = chosen?.file ?? null
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('certificate.title', { name: identity.name })}
      confirmLabel={t(certificate === null ? 'certificate.import' : 'certificate.replace')}
      isReady={file !== null && code.length === 6}
      isRunning={read.isRunning}
      problem={read.problem ?? choose.problem}
      onCancel={onClose}
      onConfirm={() =>
        file === null
          ? undefined
          : read.run(
              { identity: identity.id, file, password, code },
              () => setPassword(''),
              () => setCode(''),
            )
      }
    >
      {certificate === null ? (
        <Text>{t('certificate.none', { address: identity.address })}</Text>
      ) : (
        <>
          <CertificateFacts certificate={certificate} />
          <MissingKeys routes={routesWithoutKey} />
          <div>
            <Button size="small" onClick={onRemove}>
              {t('certificate.remove')}
            </Button>
          </div>
        </>
      )}
      <Field label={t('certificate.file')} hint={t('certificate.file-hint')}>
        <div>
          <Button
            onClick={() =>
              choose.run({}, (found) => (found === null ? undefined : setChosen(found)))
            }
          >
            {t('certificate.choose')}
          </Button>{' '}
          <Text role="status">{chosen?.name ?? t('certificate.no-file')}</Text>
        </div>
      </Field>
      <Field label={t('certificate.password')} hint={t('certificate.password-hint')}>
        <Input
          type="password"
          autoComplete="off"
          value={password}
          maxLength={1024}
          onChange={(_, data) => setPassword(data.value)}
        />
      </Field>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function RemoveDialog({ identity, onClose }: Props) {
  const t = useText()
  const remove = useAct('routes.remove-certificate')
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('certificate.remove-title', { name: identity.name })}
      confirmLabel={t('certificate.remove-act')}
      isReady={code.length === 6}
      isRunning={remove.isRunning}
      problem={remove.problem}
      onCancel={onClose}
      onConfirm={() => remove.run({ identity: identity.id, code }, onClose, () => setCode(''))}
    >
      <Text>{t('certificate.remove-note')}</Text>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function CertificateFacts({ certificate }: { certificate: CertificateView }) {
  const t = useText()
  const format = useFormat()
  const { key, chain } = certificate
  const facts = [
    { term: t('certificate.subject'), fact: certificate.subject },
    { term: t('certificate.issuer'), fact: certificate.issuer },
    { term: t('certificate.addresses'), fact: certificate.addresses.join(', ') },
    {
      term: t('certificate.validity'),
      fact: t('certificate.from-to', {
        from: format.date(certificate.notBefore),
        to: format.date(certificate.notAfter),
      }),
    },
    {
      term: t('certificate.key'),
      fact: key.kind === 'rsa' ? `RSA ${key.bits}` : `ECDSA P-${key.bits}`,
    },
    { term: t('certificate.chain'), fact: chain.join(' ← ') || t('app.none') },
    { term: 'SHA-256', fact: certificate.sha256 },
  ]
  return <FactList facts={facts} />
}

/** Routes whose approvals cannot open the key: they came later, or are from before. */
function MissingKeys({ routes }: { routes: readonly string[] }) {
  const t = useText()
  if (routes.length === 0) return null
  return (
    <MessageBar intent="warning">
      <MessageBarBody>{t('certificate.routes', { routes: routes.join(', ') })}</MessageBarBody>
    </MessageBar>
  )
}
