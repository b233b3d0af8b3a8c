import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'

export function JournalPage() {
  const t = useText()
  return <Page title={t('page.journal')}>{null}</Page>
}
