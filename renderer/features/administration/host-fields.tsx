import { Field, Input, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components'
import { TlsRule } from '../../../preload/contract/transport.ts'
import { useText } from '../../i18n/language.tsx'
import { usualPorts } from './route-draft.ts'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '1fr 96px 200px',
    gap: '16px',
    // A field is as narrow as its column.
    '& input': { minWidth: 0, width: '100%' },
  },
  pem: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

/** Where a relay is and how it is secured, as it is typed. */
export interface HostDraft {
  readonly host: string
  readonly port: string
  readonly tls: TlsRule
}

interface HostFieldsProps {
  readonly draft: HostDraft
  readonly hasFocus?: boolean
  readonly onChange: (part: Partial<HostDraft>) => void
}

/** Of any relay: host, port, TLS. The port follows the rule as long as it is the usual one. */
export function HostFields({ draft, hasFocus = false, onChange }: HostFieldsProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.row}>
      <Field label={t('routes.host')} required>
        <Input
          autoFocus={hasFocus}
          value={draft.host}
          spellCheck={false}
          placeholder="mail.example.co.jp"
          onChange={(_, data) => onChange({ host: data.value })}
        />
      </Field>
      <Field label={t('routes.port')} required>
        <Input
          value={draft.port}
          inputMode="numeric"
          onChange={(_, data) => onChange({ port: data.value })}
        />
      </Field>
      <Field label={t('routes.tls')}>
        <Select
          value={draft.tls}
          onChange={(_, data) => {
            const tls = TlsRule.options.find((rule) => rule === data.value) ?? draft.tls
            const isUsual = draft.port === usualPorts[draft.tls]
            onChange(isUsual ? { tls, port: usualPorts[tls] } : { tls })
          }}
        >
          {TlsRule.options.map((rule) => (
            <option key={rule} value={rule}>
              {t(`routes.tls-${rule}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  )
}

/** The authority that a relay's certificate has to chain to, in PEM. */
export function AuthorityField(props: {
  readonly value: string
  readonly onChange: (ca: string) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <Field label={t('routes.ca')} hint={t('routes.ca-hint')}>
      <Textarea
        value={props.value}
        resize="vertical"
        textarea={{ className: styles.pem, rows: 2, spellCheck: false }}
        placeholder="-----BEGIN CERTIFICATE-----"
        onChange={(_, data) => props.onChange(data.value)}
      />
    </Field>
  )
}
