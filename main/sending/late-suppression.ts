/**
 * An address, a domain with everything under it, or a pattern with * and ?, as the suppression list
 * has them: normalised, in lower case.
 */
export interface LateSuppression {
  readonly kind: 'address' | 'domain' | 'pattern'
  readonly value: string
}

/** Whether a frozen recipient has been suppressed since: such a row is taken out and never leaves. */
export function createSuppressionTest(
  entries: readonly LateSuppression[],
): (address: string) => boolean {
  const valuesOf = (kind: LateSuppression['kind']) =>
    entries.filter((each) => each.kind === kind).map(({ value }) => value)
  const addresses = new Set(valuesOf('address'))
  const domains = new Set(valuesOf('domain'))
  const patterns = valuesOf('pattern').map(toRegExp)
  return (text) => {
    const address = text.toLowerCase()
    if (addresses.has(address)) return true
    const domain = address.slice(address.lastIndexOf('@') + 1)
    return (
      (domains.size > 0 && parentsOf(domain).some((each) => domains.has(each))) ||
      patterns.some((each) => each.test(address))
    )
  }
}

/** The domain itself and every one above it. */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}

/** SQLite's GLOB, as far as parseSuppression lets it come in. */
function toRegExp(pattern: string): RegExp {
  const plain = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${plain.replaceAll('*', '.*').replaceAll('?', '.')}$`)
}
