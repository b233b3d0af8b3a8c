import './node-version.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeTemplates } from './admx.ts'
import { ensurePackages } from './debian-package.ts'
import {
  conditions,
  launchCondition,
  product,
  settings,
  shortcutId,
  shortcuts,
  toWxs,
} from './msi/wxs.ts'
import { filesToSign, signCommand, signFiles } from './package/sign.ts'
import { packApplication } from './package.ts'

/**
 * `npm run msi`: packs the application for Windows and makes dist/Sekisho-<version>.msi of it, with
 * wixl; beside it in dist/policy/ the templates for group policies. On Windows, candle and light make it from the same dist/Sekisho-<version>.wxs.
 */

const root = join(import.meta.dirname, '..')

interface InstallerWish {
  /** The unpacked application. */
  readonly folder: string
  readonly version: string
  readonly target: string
}

/** Writes the .wxs (WiX's, and wixl's part of it) beside the target, and the .msi. */
export function makeInstaller({ folder, version, target }: InstallerWish): void {
  const base = dirname(target)
  mkdirSync(base, { recursive: true })
  const made = { base, folder, version, icon: join(root, 'build/icon.ico') }
  writeFileSync(target.replace(/\.msi$/, '.wxs'), toWxs(made, 'wix'))
  const source = target.replace(/\.msi$/, '.wixl.wxs')
  writeFileSync(source, toWxs(made, 'wixl'))
  rmSync(target, { force: true })
  run('wixl', ['-a', 'x64', '-o', target, source], base)
  run('msibuild', [target, ...rowsBesideTheSource().flatMap((query) => ['-q', query])], base)
}

const secureProperties = [
  ...[...settings, ...shortcuts].map(({ property }) => property),
  'WIX_DOWNGRADE_DETECTED',
  'WIX_UPGRADE_DETECTED',
].join(';')

/** What wixl's source language has no words for. */
function rowsBesideTheSource(): string[] {
  const { condition, message } = launchCondition
  return [
    `INSERT INTO \`LaunchCondition\` (\`Condition\`,\`Description\`) VALUES ('${condition}','${message}')`,
    ...conditions.map(
      ({ component, condition }) =>
        `UPDATE \`Component\` SET \`Condition\` = '${condition}' WHERE \`Component\` = '${component}'`,
    ),
    "INSERT INTO `InstallExecuteSequence` (`Action`,`Sequence`) VALUES ('RemoveFolders',3600)",
    // wixl does not read Property/@Secure.
    `UPDATE \`Property\` SET \`Value\` = '${secureProperties}' WHERE \`Property\` = 'SecureCustomProperties'`,
    // Windows shows notifications only of programs whose Start menu entry carries this identifier.
    'CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, `Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(255) NOT NULL, `PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `MsiShortcutProperty`)',
    `INSERT INTO \`MsiShortcutProperty\` (\`MsiShortcutProperty\`,\`Shortcut_\`,\`PropertyKey\`,\`PropVariantValue\`) VALUES ('appId','${shortcutId('StartMenuShortcut')}','System.AppUserModel.ID','${product.appId}')`,
  ]
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (error !== undefined)
    throw new Error(`${command} is needed: install wixl and msitools. ${error.message}`)
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
}

if (import.meta.main) {
  ensurePackages([
    { command: 'wixl', packages: ['wixl'], why: 'makes the installer' },
    { command: 'msibuild', packages: ['msitools'], why: 'adds rows that wixl does not write' },
  ])
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { folder, isStandIn } = await packApplication('win32')
  const target = join(root, 'dist', `${product.name}-${version}.msi`)
  const command = signCommand()
  if (command !== null) signFiles(filesToSign(folder), command)
  makeInstaller({ folder, version, target })
  writeTemplates(join(root, 'dist/policy'))
  if (command !== null) signFiles([target], command)
  else console.log('NOT SIGNED: name the signing command in SIGN_COMMAND.')
  console.log(`Made ${target}`)
  if (isStandIn)
    console.log('WITHOUT ELECTRON: the program inside is a stand-in. It is not for users.')
}
