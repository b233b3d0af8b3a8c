import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from '@playwright/test'
import type { WindowDesk } from './window-desk.ts'

/** Saves the report and reads it with another program: its fonts are in it, and so is its text. */
export async function readReport(desk: WindowDesk, file: string): Promise<void> {
  await desk.choose(file)
  await desk.press('releases.save-report')
  const saved = desk.t('releases.evidence-saved', { name: basename(file) })
  await expect(desk.page.getByText(saved)).toBeVisible({ timeout: 60_000 })
  expect(existsSync(file)).toBe(true)
  if (spawnSync('pdffonts', ['-v']).error !== undefined) {
    console.log('Skipped: reading the report. Needs apt-get install poppler-utils')
    return
  }
  const fonts = run('pdffonts', [file]).split('\n').slice(2).filter(Boolean)
  expect(fonts.length).toBeGreaterThan(0)
  // name, type, encoding, then: emb sub uni
  for (const font of fonts) expect(font).toMatch(/ yes +\w+ +yes /)
  const text = run('pdftotext', ['-layout', file, '-'])
  const { words } = desk
  for (const said of [words.organization, words.administrator, words.approver])
    expect(text).toContain(said)
  expect(text.replaceAll(/\s/g, '')).toContain(words.campaign.name.replaceAll(/\s/g, ''))
  if (process.env.PICTURES !== undefined) {
    run('pdftoppm', ['-r', '70', '-png', file, join(process.env.PICTURES, 'report')])
    writeFileSync(join(process.env.PICTURES, 'report.txt'), text)
  }
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
  return stdout
}
