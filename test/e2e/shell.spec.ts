import { expect, test } from '@playwright/test'
import { launchApp, type RunningApp } from '../support/electron-app.ts'

let running: RunningApp

test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(() => running.close())

test('opens', async () => {
  await running.page.screenshot({ path: 'test-results/first.png' })
  await running.page.waitForTimeout(1500)
  console.log(await running.page.locator('body').innerText())
  expect(await running.page.evaluate(() => typeof window.sekisho.call)).toBe('function')
})
