import {
  Body1,
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from '@fluentui/react-components'
import { CalendarClock20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ListView } from '../../../preload/contract/lists.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { daysLeft, warnDays } from './keeping-days.ts'

/** Until when a list is kept: a button that sets it. */
export function KeepButton({ list }: { list: ListView }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        appearance="subtle"
        icon={<CalendarClock20Regular />}
        aria-label={t('lists.keep')}
        title={t('lists.keep')}
        onClick={() => setOpen(true)}
      />
      {isOpen ? <KeepDialog list={list} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/** Says that a list is about to be destroyed; nothing while there is time. */
export function KeepWarning({ list, mayManage }: { list: ListView; mayManage: boolean }) {
  const t = useText()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { keepUntil } = list
  if (keepUntil === null || daysLeft(keepUntil, Date.now()) > warnDays) return null
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        {t('lists.keep-warning', { day: format.date(`${keepUntil}T12:00:00.000Z`) })}
      </MessageBarBody>
      {mayManage ? (
        <MessageBarActions>
          <Button onClick={() => setOpen(true)}>{t('lists.keep-change')}</Button>
        </MessageBarActions>
      ) : null}
      {isOpen ? <KeepDialog list={list} onClose={() => setOpen(false)} /> : null}
    </MessageBar>
  )
}

function KeepDialog({ list, onClose }: { list: ListView; onClose: () => void }) {
  const t = useText()
  const act = useAct('lists.keep')
  const [day, setDay] = useState(list.keepUntil ?? '')
  const keepUntil = day === '' ? null : day
  return (
    <ActDialog
      isOpen
      title={t('lists.keep-title', { name: list.name })}
      confirmLabel={keepUntil === null ? t('lists.keep-always') : t('lists.keep-set')}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() => act.run({ list: list.id, keepUntil }, onClose)}
    >
      <Body1>{t('lists.keep-body')}</Body1>
      <Field label={t('lists.keep-until')} hint={t('lists.keep-hint')}>
        <Input autoFocus type="date" value={day} onChange={(_, data) => setDay(data.value)} />
      </Field>
    </ActDialog>
  )
}
