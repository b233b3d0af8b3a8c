import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { ErasureView } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { consentWayText } from './consent-way.ts'
import { useMemberName } from './member-name.ts'

/** Whoever has an address can ask whether it was deleted here, and what proves that it was mailed rightly. */
export function ErasedDialog(props: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const act = useAct('contacts.find-erased')
  const [address, setAddress] = useState('')
  function close() {
    act.reset()
    setAddress('')
    props.onClose()
  }
  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('contacts.find-erased')}
      confirmLabel={t('contacts.find-erased-now')}
      isReady={address.trim() !== ''}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={close}
      onConfirm={() => act.run({ address })}
    >
      <div>{t('contacts.find-erased-body')}</div>
      <Field label={t('lists.field-address')}>
        <Input
          value={address}
          maxLength={400}
          onChange={(_, data) => {
            act.reset()
            setAddress(data.value)
          }}
        />
      </Field>
      <div role="status">
        {act.value === null ? t('contacts.not-erased') : null}
        {act.value ? <Erasure value={act.value} /> : null}
      </div>
    </ActDialog>
  )
}

function Erasure(props: { value: ErasureView }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useMemberName()
  const { at, reason, member, consents, keepUntil } = props.value
  const facts = [
    { term: t('contacts.erased-at'), fact: format.dateTime(at) },
    {
      term: t('contacts.erased-why'),
      fact: t(reason === 'requested' ? 'contacts.erase-requested' : 'contacts.erase-not-needed'),
    },
    { term: t('contacts.erased-by'), fact: nameOf(member) },
    ...consents.map((consent) => ({
      term: t('contacts.tab-consent'),
      fact: [
        format.date(consent.givenOn),
        t(consentWayText[consent.way]),
        consent.wording,
        consent.proof,
        consent.proofFile?.name ?? '',
      ]
        .filter((each) => each !== '')
        .join(' · '),
    })),
    ...(keepUntil === null
      ? []
      : [{ term: t('contacts.kept-until'), fact: format.date(keepUntil) }]),
  ]
  return <FactList facts={facts} />
}
