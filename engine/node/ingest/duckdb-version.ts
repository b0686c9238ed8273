/** The version of DuckDB, as it says itself: "1.3.2". */
export async function duckdbVersion(): Promise<string> {
  const { version } = await import('@duckdb/node-api')
  return version().replace(/^v/, '')
}
