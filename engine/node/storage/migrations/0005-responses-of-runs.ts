/** A run keeps what came of its messages by the response model of its scenario, as JSON; null without one. */
export const responsesOfRuns = `
ALTER TABLE runs ADD COLUMN responses TEXT NOT NULL DEFAULT 'null';
`
