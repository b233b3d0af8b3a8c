import { Field, makeStyles, Select } from '@fluentui/react-components'
import type { RouteView, SenderIdentityView } from '../../../preload/contract/routes.ts'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', gap: '16px', flexWrap: 'wrap' },
  field: { flexGrow: 1, flexBasis: '260px' },
})

/** By which route and in which name: mail is judged by both together. */
export function PairFields(props: {
  routes: readonly RouteView[]
  senders: readonly SenderIdentityView[]
  route: string
  sender: string
  onRoute: (id: string) => void
  onSender: (id: string) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.fields}>
      <Field label={t('deliverability.route')} className={styles.field}>
        <Select value={props.route} onChange={(_, data) => props.onRoute(data.value)}>
          {props.routes.map(({ id, name, host }) => (
            <option key={id} value={id}>
              {t('deliverability.named', { name, what: host })}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('deliverability.sender')} className={styles.field}>
        <Select value={props.sender} onChange={(_, data) => props.onSender(data.value)}>
          {props.senders.map(({ id, name, address }) => (
            <option key={id} value={id}>
              {t('deliverability.named', { name, what: address })}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  )
}
