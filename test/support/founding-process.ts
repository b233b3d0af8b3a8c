import { writeSync } from 'node:fs'
import { createFileTokens } from '../../main/file-token.ts'
import { createIdentity, identityMigrations, totpCodeAt } from '../../main/identity/identity.ts'
import { journalMigrations } from '../../main/journal/journal.ts'
import { createVault } from '../../main/vault/vault.ts'
import { fromBase32 } from './base32.ts'
import { makeClock } from './clock.ts'
import { makeTestPorts } from './ports.ts'
import { cheapestKdf, goodPassword } from './vault.ts'

/**
 * A process of its own that founds an organization, and says the authenticator's secret before
 * anything is written. Arguments: the PC's folder, the store's folder.
 */
const [, , folder = '', storeFolder = ''] = process.argv
const clock = makeClock()
const ports = makeTestPorts({ folder, clock, workstationName: 'PC-1' })
const fileTokens = createFileTokens(ports.random)
const vault = createVault({
  ports,
  migrations: [
    { capability: 'journal', migrations: journalMigrations },
    { capability: 'identity', migrations: identityMigrations },
  ],
  calibrate: cheapestKdf,
})
const { handlers } = createIdentity({
  ports,
  fileTokens,
  vault,
  emitChanged: () => undefined,
  language: () => 'ja',
})
const begun = await handlers['identity.begin-organization'](
  {
    organizationName: '関所商事',
    memberName: '管理 太郎',
    password: goodPassword,
    storeFolder: fileTokens.issue(storeFolder),
    keepers: { count: 1, threshold: 1 },
  },
  null,
)
for (const { number, rootWords, recoveryWords, readBackPositions } of begun.sheets) {
  const paper = [...rootWords, ...recoveryWords]
  const words = readBackPositions.map((position) => paper[position - 1] ?? '')
  await handlers['keepers.read-back']({ sheet: number, words }, null)
}
writeSync(1, `${begun.totp.secret}\n`)
const code = totpCodeAt(fromBase32(begun.totp.secret), clock.now())
await handlers['identity.complete-organization']({ code }, null)
process.exit()
