import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ConsentView, ContactDetail } from '../../../preload/contract/contacts.ts'
import { FactList } from '../../components/fact-list.tsx'
import { StatusDot } from '../../components/status-dot.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { ConsentDialog } from './consent-dialog.tsx'
import { consentWayText } from './consent-way.ts'
import type { ContactPlace } from './contact-drawer.tsx'
import { useMemberName } from './member-name.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '20px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  consent: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  part: { display: 'flex', flexDirection: 'column', gap: '8px' },
  digest: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  text: { whiteSpace: 'pre-wrap' },
  hint: { color: tokens.colorNeutralForeground3 },
})

/** What a contact has agreed to, what proves it, and until when the record has to be kept. */
export function ConsentTab(props: {
  place: ContactPlace
  detail: ContactDetail
  mayEdit: boolean
}) {
  const styles = useStyles()
  const t = useText()
  const [open, setOpen] = useState<'add' | 'withdraw' | null>(null)
  const { consents, keeping } = props.detail
  const close = () => setOpen(null)
  return (
    <div className={styles.root}>
      {props.mayEdit ? (
        <div className={styles.acts}>
          <Button appearance="primary" onClick={() => setOpen('add')}>
            {t('contacts.add-consent')}
          </Button>
          {consents.some(({ withdrawnOn }) => withdrawnOn === null) ? (
            <Button onClick={() => setOpen('withdraw')}>{t('contacts.withdraw')}</Button>
          ) : null}
          <ConsentDialog place={props.place} isOpen={open === 'add'} onClose={close} />
          <WithdrawDialog place={props.place} isOpen={open === 'withdraw'} onClose={close} />
        </div>
      ) : null}
      {consents.length === 0 ? (
        <span className={styles.hint}>{t('contacts.no-consent')}</span>
      ) : (
        <ul className={styles.list} aria-label={t('contacts.tab-consent')}>
          {consents.map((consent) => (
            <li key={consent.number} className={styles.consent}>
              <Consent consent={consent} />
            </li>
          ))}
        </ul>
      )}
      <Keeping keeping={keeping} />
    </div>
  )
}

function Consent(props: { consent: ConsentView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const nameOf = useMemberName()
  const { consent } = props
  const { withdrawnOn, proofFile } = consent
  const facts = [
    { term: t('contacts.given-on'), fact: format.date(consent.givenOn) },
    { term: t('contacts.way'), fact: t(consentWayText[consent.way]) },
    { term: t('contacts.wording'), fact: consent.wording },
    { term: t('contacts.proof'), fact: consent.proof },
  ].filter(({ fact }) => fact !== '')
  return (
    <>
      <StatusDot
        tone={withdrawnOn === null ? 'success' : 'neutral'}
        label={
          withdrawnOn === null
            ? t('contacts.consent-given')
            : t('contacts.consent-withdrawn', { on: format.date(withdrawnOn) })
        }
      />
      <FactList
        facts={facts.map(({ term, fact }) => ({
          term,
          fact: <span className={styles.text}>{fact}</span>,
        }))}
      />
      {proofFile === null ? null : (
        <FactList
          layout="stacked"
          facts={[
            { term: t('contacts.proof-file'), fact: proofFile.name },
            {
              term: t('contacts.proof-digest'),
              fact: <span className={styles.digest}>{proofFile.sha256}</span>,
            },
          ]}
        />
      )}
      <span className={styles.hint}>
        {t('contacts.entered-by', {
          member: nameOf(consent.member),
          at: format.dateTime(consent.at),
        })}
      </span>
    </>
  )
}

function Keeping(props: { keeping: ContactDetail['keeping'] }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { lastMailOn, antiSpamUntil, commerceUntil } = props.keeping
  const facts = [
    { term: t('contacts.last-mail'), day: lastMailOn },
    { term: t('contacts.anti-spam-until'), day: antiSpamUntil },
    { term: t('contacts.commerce-until'), day: commerceUntil },
  ].flatMap(({ term, day }) => (day === null ? [] : [{ term, fact: format.date(day) }]))
  return (
    <section className={styles.part} aria-label={t('contacts.keeping')}>
      <Subtitle2>{t('contacts.keeping')}</Subtitle2>
      {facts.length === 0 ? null : <FactList layout="stacked" facts={facts} />}
      <span className={styles.hint}>
        {lastMailOn === null ? t('contacts.keeping-none') : t('contacts.keeping-hint')}
      </span>
    </section>
  )
}
