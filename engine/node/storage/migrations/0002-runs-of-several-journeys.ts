/** A run keeps the journeys that ran beside it, the pressure all of them made, and what it could not take as given: each as JSON. */
export const runsOfSeveralJourneys = `
ALTER TABLE runs ADD COLUMN together TEXT NOT NULL DEFAULT '[]';
ALTER TABLE runs ADD COLUMN pressure TEXT NOT NULL DEFAULT 'null';
ALTER TABLE runs ADD COLUMN notices TEXT NOT NULL DEFAULT '{"unknownTimeZones":0}';
`
