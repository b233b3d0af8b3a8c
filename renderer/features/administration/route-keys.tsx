import {
  Button,
  Caption1,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { RouteKeyView } from '../../../preload/contract/route-keys.ts'

import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  // In a page that scrolls, a bar would give way and lose its text.
  bar: { maxWidth: '860px', boxSizing: 'border-box', flexShrink: 0 },
  body: { display: 'flex', flexDirection: 'column', gap: '2px' },
})

type Act = Extract<RouteKeyView['act'], 'start' | 'finish' | 'give' | 'sign'>

/** Routes whose key has to be shared anew, each with the one step that is the person's; else nothing. */
export function RouteKeys() {
  const asked = useCall('route-keys.list', {})
  const [asking, setAsking] = useState<{ act: Act; view: RouteKeyView } | null>(null)
  return (
    <>
      <ProblemNotice problem={asked.problem} onRetry={asked.refresh} />
      {(asked.value ?? []).map((view) => (
        <KeyNotice key={view.route} view={view} onAct={(act) => setAsking({ act, view })} />
      ))}
      {asking === null ? null : <KeyDialog {...asking} onClose={() => setAsking(null)} />}
    </>
  )
}

function KeyNotice({ view, onAct }: { view: RouteKeyView; onAct: (act: Act) => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { act, name, missing, gone, renewal, needed, formerNames } = view
  if (act === 'none' && formerNames.length === 0) return null
  if (act === 'none')
    return (
      <MessageBar intent="warning" layout="multiline" className={styles.bar}>
        <MessageBarBody>
          {t('route-keys.former', { name, names: format.list(formerNames) })}
        </MessageBarBody>
      </MessageBar>
    )
  const why = [
    ...(missing.length === 0 ? [] : [t('route-keys.missing', { names: format.list(missing) })]),
    ...(gone.length === 0 ? [] : [t('route-keys.gone', { names: format.list(gone) })]),
    ...(renewal === null
      ? []
      : [t('route-keys.found', { name: renewal.byName, found: renewal.found, needed })]),
  ]
  return (
    <MessageBar intent="info" layout="multiline" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{t(`route-keys.title-${act}`, { name })}</MessageBarTitle>
        {why.map((each) => (
          <Caption1 key={each}>{each}</Caption1>
        ))}
      </MessageBarBody>
      {act === 'wait' || act === 'enter' ? null : (
        <MessageBarActions>
          <Button appearance="primary" onClick={() => onAct(act)}>
            {t(`route-keys.${act}`)}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}

function KeyDialog(props: { act: Act; view: RouteKeyView; onClose: () => void }) {
  const t = useText()
  const { act, view, onClose } = props
  const renew = useAct('route-keys.renew')
  const give = useAct('route-keys.give-share')
  const sign = useAct('route-keys.sign')
  const [code, setCode] = useState('')
  const forget = () => setCode('')
  const chosen = act === 'give' ? give : act === 'sign' ? sign : renew
  const confirm = () => {
    const renewal = view.renewal?.renewal ?? ''
    if (act === 'give') give.run({ renewal, code }, onClose, forget)
    else if (act === 'sign') sign.run({ renewal, code }, onClose, forget)
    else renew.run({ route: view.route, code }, onClose, forget)
  }
  return (
    <ActDialog
      isOpen
      title={t(`route-keys.title-${act}`, { name: view.name })}
      confirmLabel={t(`route-keys.${act}`)}
      isReady={code.length === 6}
      isRunning={chosen.isRunning}
      problem={chosen.problem}
      onCancel={onClose}
      onConfirm={confirm}
    >
      <Text>{t(`route-keys.note-${act}`)}</Text>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
