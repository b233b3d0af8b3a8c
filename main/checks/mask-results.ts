import type { CheckResult } from '../../preload/contract/campaigns.ts'
import { type Masking, maskAddressesIn } from '../address/mask.ts'

/** Results as somebody reads them who may not read addresses: findings name recipients. */
export function maskResults(results: readonly CheckResult[], masking: Masking): CheckResult[] {
  return results.map((result) => ({
    ...result,
    findings: result.findings.map(({ code, params }) => ({
      code,
      params: Object.fromEntries(
        Object.entries(params).map(([name, value]) => [
          name,
          typeof value === 'string' ? maskAddressesIn(value, masking) : value,
        ]),
      ),
    })),
  }))
}
