import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  row: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  input: { flexGrow: 1, minWidth: '240px' },
})

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$/
const outletsMax = 20

/** The addresses that the outside sees this route's mail come from. */
export function OutletsField(props: {
  route: string
  addresses: readonly string[]
  onSaved: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const set = useAct('deliverability.set-outlets')
  const saved = props.addresses.join(', ')
  const [text, setText] = useState(saved)
  const addresses = text.split(/[\s,、]+/).filter((part) => part !== '')
  const wrong = addresses.find((each) => !address.test(each))
  const isReady = wrong === undefined && addresses.length <= outletsMax
  const save = () => set.run({ route: props.route, addresses }, props.onSaved)
  return (
    <>
      <Field
        label={t('deliverability.outlets')}
        hint={t('deliverability.outlets-hint')}
        validationMessage={
          wrong === undefined ? null : t('deliverability.outlets-wrong', { text: wrong })
        }
      >
        {(field) => (
          <div className={styles.row}>
            <Input
              {...field}
              className={styles.input}
              value={text}
              placeholder="192.0.2.10"
              onChange={(_, data) => setText(data.value)}
            />
            <Button
              disabledFocusable={!isReady || set.isRunning || addresses.join(', ') === saved}
              onClick={() => (isReady ? save() : undefined)}
            >
              {t('deliverability.outlets-save')}
            </Button>
          </div>
        )}
      </Field>
      <ProblemNotice problem={set.problem} />
    </>
  )
}
