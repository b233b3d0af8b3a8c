import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'

const address = /^(?:https?:\/\/|mailto:|tel:)\S+$/i

/** The address of a link; left empty, the link goes. */
export function LinkDialog(props: {
  href: string
  onCancel: () => void
  onDone: (href: string) => void
}) {
  const t = useText()
  const [href, setHref] = useState(props.href === '' ? 'https://' : props.href)
  const isReady = href.trim() === '' || address.test(href.trim())
  return (
    <ActDialog
      isOpen
      title={t('message.link')}
      confirmLabel={t('message.insert')}
      isReady={isReady}
      onCancel={props.onCancel}
      onConfirm={() => props.onDone(href.trim())}
    >
      <AddressField href={href} onChange={setHref} hint={t('message.link-hint')} />
    </ActDialog>
  )
}

export function ButtonDialog(props: {
  onCancel: () => void
  onDone: (button: { href: string; label: string }) => void
}) {
  const t = useText()
  const [label, setLabel] = useState('')
  const [href, setHref] = useState('https://')
  return (
    <ActDialog
      isOpen
      title={t('message.add-button')}
      confirmLabel={t('message.insert')}
      isReady={label.trim() !== '' && address.test(href.trim())}
      onCancel={props.onCancel}
      onConfirm={() => props.onDone({ href: href.trim(), label: label.trim() })}
    >
      <Field label={t('message.button-label')} required>
        <Input value={label} maxLength={100} onChange={(_, data) => setLabel(data.value)} />
      </Field>
      <AddressField href={href} onChange={setHref} hint={t('message.address-hint')} />
    </ActDialog>
  )
}

export function ImageDialog(props: {
  name: string
  onCancel: () => void
  onDone: (image: { alt: string; width: number | null }) => void
}) {
  const t = useText()
  const [alt, setAlt] = useState('')
  const [width, setWidth] = useState('')
  const isReady = alt.trim() !== '' && /^(?:[1-9]\d{0,2}|)$/.test(width)
  return (
    <ActDialog
      isOpen
      title={t('message.image-title', { name: props.name })}
      confirmLabel={t('message.insert')}
      isReady={isReady}
      onCancel={props.onCancel}
      onConfirm={() =>
        props.onDone({ alt: alt.trim(), width: width === '' ? null : Number(width) })
      }
    >
      <Field label={t('message.image-alt')} hint={t('message.image-alt-hint')} required>
        <Input value={alt} maxLength={300} onChange={(_, data) => setAlt(data.value)} />
      </Field>
      <Field label={t('message.image-width')} hint={t('message.image-width-hint')}>
        <Input
          value={width}
          inputMode="numeric"
          maxLength={3}
          onChange={(_, data) => setWidth(data.value)}
        />
      </Field>
    </ActDialog>
  )
}

function AddressField(props: { href: string; onChange: (href: string) => void; hint: string }) {
  const t = useText()
  return (
    <Field label={t('message.address')} hint={props.hint}>
      <Input
        value={props.href}
        inputMode="url"
        spellCheck={false}
        onChange={(_, data) => props.onChange(data.value)}
      />
    </Field>
  )
}
