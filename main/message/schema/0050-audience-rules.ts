/** What an audience is besides its lists: JSON, as the contract has it. */
export const audienceRules0050 = {
  number: 50,
  sql: `ALTER TABLE campaign ADD COLUMN audience_rules TEXT NOT NULL DEFAULT
    '{"segments":[],"exceptLists":[],"exceptRequests":[],"cap":null}'`,
} as const
