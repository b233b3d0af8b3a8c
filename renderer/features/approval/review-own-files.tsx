import {
  Button,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '6px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  end: { textAlign: 'right', whiteSpace: 'nowrap' },
  foot: { display: 'flex', gap: '8px', alignItems: 'center', paddingTop: '8px' },
})

const pageSize = 50

/** Who gets which file: all of it, as it is signed for. Each can be opened. */
export function ReviewOwnFiles(props: { request: string; onOpen: (item: string) => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const asked = useCall(
    'approval.files',
    { request: props.request, search, offset, limit: pageSize },
    { keepPrevious: true },
  )
  return (
    <Section title={t('approval.item-files')}>
      <Input
        aria-label={t('files.search')}
        placeholder={t('files.search')}
        value={search}
        maxLength={200}
        onChange={(_, { value }) => {
          setSearch(value)
          setOffset(0)
        }}
      />
      <Loaded asked={asked}>
        {(page) => (
          <>
            {page.sharedCount > 0 ? (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>
                  {t('approval.files-shared', { count: page.sharedCount })}
                </MessageBarBody>
              </MessageBar>
            ) : null}
            <table className={styles.table}>
              <thead>
                <tr>
                  <th className={styles.cell}>#</th>
                  <th className={styles.cell}>{t('files.recipient')}</th>
                  <th className={styles.cell}>{t('files.file')}</th>
                  <th className={`${styles.cell} ${styles.end}`}>{t('files.size')}</th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map(({ index, address, file }) => (
                  <tr key={index}>
                    <td className={styles.cell}>{format.number(index + 1)}</td>
                    <td className={styles.cell}>{address}</td>
                    <td className={styles.cell}>
                      {file === null ? (
                        t('app.none')
                      ) : (
                        <Button
                          size="small"
                          appearance="subtle"
                          onClick={() => props.onOpen(`file:${index}`)}
                        >
                          {file.name}
                        </Button>
                      )}
                    </td>
                    <td className={`${styles.cell} ${styles.end}`}>
                      {file === null ? null : format.size(file.sizeBytes)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div className={styles.foot}>
              <Button
                disabled={offset === 0}
                onClick={() => setOffset(Math.max(0, offset - pageSize))}
              >
                {t('files.previous')}
              </Button>
              <Button
                disabled={offset + pageSize >= page.total}
                onClick={() => setOffset(offset + pageSize)}
              >
                {t('files.next')}
              </Button>
              <span aria-live="polite">{t('files.found', { count: page.total })}</span>
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )
}
