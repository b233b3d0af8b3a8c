import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'

export function ReleasesPage() {
  const t = useText()
  return <Page title={t('page.releases')}>{null}</Page>
}
