import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { TotpSecret } from '../../../preload/contract/totp-secret.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', gap: '28px', alignItems: 'flex-start', flexWrap: 'wrap' },
  code: {
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  side: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    flexGrow: 1,
    flexBasis: '280px',
  },
  note: { color: tokens.colorNeutralForeground3 },
})

/** The secret for an authenticator app: to scan, or to type by hand. */
export function TotpSetup(props: { totp: TotpSecret; note?: string | undefined }) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.root}>
      <div className={styles.code}>
        <QrCode text={props.totp.uri} label={t('identity.qr-label')} sizePx={200} />
      </div>
      <div className={styles.side}>
        <CopyField label={t('identity.secret')} value={props.totp.secret} rows={2} kind="secret" />
        {props.note ? <Caption1 className={styles.note}>{props.note}</Caption1> : null}
      </div>
    </div>
  )
}
