import { Button, Radio, RadioGroup } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ErasureReason } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

/** Deletes contacts for good: everywhere, with the reason for it. */
export function EraseButton(props: {
  list: string
  contacts: readonly number[]
  /** Of one contact; else their number is said. */
  name: string | null
  onErased: () => void
}) {
  const t = useText()
  const format = useFormat()
  const act = useAct('contacts.erase')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState<ErasureReason>('requested')
  const count = format.number(props.contacts.length)
  return (
    <>
      <Button icon={<Delete20Regular />} onClick={() => setOpen(true)}>
        {t('contacts.erase')}
      </Button>
      <ActDialog
        isOpen={isOpen}
        intent="danger"
        title={
          props.name === null
            ? t('contacts.erase-title-many', { count })
            : t('contacts.erase-title', { name: props.name })
        }
        confirmLabel={t('contacts.erase-now', { count })}
        isRunning={act.isRunning}
        problem={act.problem}
        onCancel={() => {
          act.reset()
          setOpen(false)
        }}
        onConfirm={() =>
          act.run({ list: props.list, contacts: [...props.contacts], reason }, () => {
            setOpen(false)
            props.onErased()
          })
        }
      >
        <div>{t('contacts.erase-body')}</div>
        <RadioGroup
          aria-label={t('contacts.erase-reason')}
          value={reason}
          onChange={(_, data) =>
            setReason(data.value === 'not-needed' ? 'not-needed' : 'requested')
          }
        >
          <Radio value="requested" label={t('contacts.erase-requested')} />
          <Radio value="not-needed" label={t('contacts.erase-not-needed')} />
        </RadioGroup>
      </ActDialog>
    </>
  )
}
