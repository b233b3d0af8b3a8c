import { Button, Field, Input, makeStyles, Select, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { type ConsentWay, consentWays } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { consentWayText } from './consent-way.ts'
import type { ContactPlace } from './contact-drawer.tsx'

const useStyles = makeStyles({ file: { display: 'flex', alignItems: 'center', gap: '8px' } })

/** What was agreed to, when, how, in which words, and what proves it. */
export function ConsentDialog(props: {
  place: ContactPlace
  isOpen: boolean
  onClose: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('contacts.add-consent')
  const choosing = useAct('contacts.choose-proof')
  const [way, setWay] = useState<ConsentWay>('form')
  const [givenOn, setGivenOn] = useState('')
  const [wording, setWording] = useState('')
  const [proof, setProof] = useState('')
  const file = choosing.value ?? null

  function close() {
    act.reset()
    choosing.reset()
    setGivenOn('')
    setWording('')
    setProof('')
    props.onClose()
  }

  return (
    <ActDialog
      isOpen={props.isOpen}
      title={t('contacts.add-consent')}
      confirmLabel={t('contacts.save-consent')}
      isReady={givenOn !== ''}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={close}
      onConfirm={() =>
        act.run(
          { ...props.place, way, givenOn, wording, proof, proofFile: file?.file ?? null },
          close,
        )
      }
    >
      <Field label={t('contacts.given-on')} required>
        <Input type="date" value={givenOn} onChange={(_, data) => setGivenOn(data.value)} />
      </Field>
      <Field label={t('contacts.way')}>
        <Select
          value={way}
          onChange={(_, data) => setWay(consentWays.find((each) => each === data.value) ?? 'form')}
        >
          {consentWays.map((each) => (
            <option key={each} value={each}>
              {t(consentWayText[each])}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('contacts.wording')} hint={t('contacts.wording-hint')}>
        <Textarea
          value={wording}
          maxLength={4000}
          resize="vertical"
          onChange={(_, data) => setWording(data.value)}
        />
      </Field>
      <Field label={t('contacts.proof')} hint={t('contacts.proof-hint')}>
        <Input value={proof} maxLength={4000} onChange={(_, data) => setProof(data.value)} />
      </Field>
      <Field label={t('contacts.proof-file')} hint={t('contacts.proof-file-hint')}>
        <div className={styles.file}>
          <Button onClick={() => choosing.run({})} disabledFocusable={choosing.isRunning}>
            {t('contacts.choose-proof')}
          </Button>
          <span role="status">{file?.name ?? t('contacts.no-proof-file')}</span>
        </div>
      </Field>
      <ProblemNotice problem={choosing.problem} />
    </ActDialog>
  )
}
