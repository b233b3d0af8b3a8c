/** Addresses that a route's mail leaves the building from, as an administrator of this PC has entered them. */
export const outlets0010 = {
  number: 10,
  sql: `
CREATE TABLE route_outlet (
  route TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (route, address)
) STRICT, WITHOUT ROWID;
`,
} as const
