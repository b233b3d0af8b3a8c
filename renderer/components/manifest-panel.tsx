import { Caption1, Divider, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { ManifestView } from '../../preload/contract/campaigns.ts'
import { useCheckText } from '../i18n/check-text.ts'
import { useFormat, useText } from '../i18n/language.tsx'
import { removedText } from './removed-text.ts'
import { sayRoute } from './route-words.ts'
import { Seal } from './seal.tsx'

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: '14px',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '4px',
    },
  },
  title: { margin: 0 },
  draft: {
    color: tokens.colorNeutralForeground3,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '10px 12px',
  },
  facts: { display: 'flex', flexDirection: 'column', gap: '9px', margin: 0 },
  term: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  value: { margin: 0, overflowWrap: 'anywhere' },
  count: { fontSize: '24px', lineHeight: '32px', fontVariantNumeric: 'tabular-nums' },
  missing: { margin: 0, color: tokens.colorNeutralForeground4 },
  rows: { margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '8px',
    fontVariantNumeric: 'tabular-nums',
  },
})

const domainsMax = 5

/**
 * 配信明細: the statement that the approver signs. The same panel stands beside a draft, in the
 * review, beside a release and in the result, so that everybody sees the same.
 */
export function ManifestPanel({ manifest }: { manifest: ManifestView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { route, removed, waived } = manifest
  const left = removedText(removed, t)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so also by keyboard
    <section className={styles.panel} tabIndex={0} aria-label={t('manifest.title')}>
      <Subtitle2 as="h2" className={styles.title}>
        {t('manifest.title')}
      </Subtitle2>
      {manifest.digest === null || manifest.words === null ? (
        <div className={styles.draft}>{t('manifest.draft')}</div>
      ) : (
        <Seal digest={manifest.digest} words={manifest.words} sizePx={56} />
      )}
      <Divider />
      <dl className={styles.facts}>
        <Fact term={t('manifest.recipients')}>
          <span className={styles.count}>
            {t('manifest.count', { count: manifest.recipientCount })}
          </span>
        </Fact>
        {left !== '' ? <Fact term={t('manifest.removed')}>{left}</Fact> : null}
        <Domains manifest={manifest} />
        <Fact term={t('manifest.subject')}>{manifest.subject}</Fact>
        <Fact term={t('manifest.from')}>{manifest.from}</Fact>
        {manifest.smime === null ? null : (
          <Fact term={t('manifest.smime')}>
            {t('manifest.smime-value', {
              subject: manifest.smime.subject,
              until: format.date(manifest.smime.notAfter),
            })}
          </Fact>
        )}
        <Fact term={t('manifest.reply-to')} isOptional>
          {manifest.replyTo}
        </Fact>
        <Fact term={t('manifest.route')}>{route === null ? null : sayRoute(route, t)}</Fact>
        <Fact term={t('manifest.window')}>{windowOf(manifest, t, format.dateTime)}</Fact>
        <Fact term={t('manifest.attachments')}>
          {manifest.attachments.length === 0
            ? t('app.none')
            : manifest.attachments.map(({ name, sizeBytes, sha256 }) => (
                <div key={sha256}>{t('manifest.file', { name, size: format.size(sizeBytes) })}</div>
              ))}
        </Fact>
        {manifest.files === null ? null : (
          <Fact term={t('manifest.files')}>
            {t('manifest.files-value', {
              count: manifest.files.count,
              files: manifest.files.fileCount,
              size: format.size(manifest.files.sizeBytes),
              column: manifest.files.column,
            })}
          </Fact>
        )}
        <Fact term={t('manifest.quorum')}>
          {t('manifest.quorum-value', { count: manifest.quorum })}
        </Fact>
        {manifest.canary === null ? null : (
          <Fact term={t('manifest.canary')}>
            {t('manifest.canary-value', { count: manifest.canary })}
          </Fact>
        )}
        <Fact term={t('manifest.executor')} isOptional>
          {manifest.executor}
        </Fact>
        {waived.length > 0 ? (
          <Fact term={t('manifest.waived')}>
            <Waived manifest={manifest} />
          </Fact>
        ) : null}
      </dl>
    </section>
  )
}

function Domains({ manifest }: { manifest: ManifestView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { domains } = manifest
  if (domains.length === 0) return null
  const rest = domains.length - domainsMax
  return (
    <Fact term={t('manifest.domains')}>
      <ul className={styles.rows}>
        {domains.slice(0, domainsMax).map(({ domain, count }) => (
          <li key={domain} className={styles.row}>
            <span>{domain}</span>
            <span>{format.number(count)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Caption1 className={styles.term}>{t('manifest.domains-more', { count: rest })}</Caption1>
      ) : null}
    </Fact>
  )
}

function Waived({ manifest }: { manifest: ManifestView }) {
  const styles = useStyles()
  const checkText = useCheckText()
  return (
    <ul className={styles.rows}>
      {manifest.waived.map(({ check, reason }) => (
        <li key={check}>
          <div>{checkText.title(check)}</div>
          <Caption1 className={styles.term}>{reason}</Caption1>
        </li>
      ))}
    </ul>
  )
}

function Fact(props: { term: string; isOptional?: boolean; children: ReactNode }) {
  const styles = useStyles()
  const t = useText()
  const isMissing = props.children === null || props.children === ''
  if (isMissing && props.isOptional) return null
  return (
    <div>
      <dt className={styles.term}>{props.term}</dt>
      <dd className={isMissing ? styles.missing : styles.value}>
        {isMissing ? t('manifest.missing') : props.children}
      </dd>
    </div>
  )
}

type Translate = ReturnType<typeof useText>

function windowOf(manifest: ManifestView, t: Translate, show: (at: string) => string): string {
  const { windowFrom: from, windowUntil: until } = manifest
  if (from !== null && until !== null)
    return t('manifest.window-between', { from: show(from), until: show(until) })
  if (from !== null) return t('manifest.window-from', { from: show(from) })
  return until === null
    ? t('manifest.window-any')
    : t('manifest.window-until', { until: show(until) })
}
