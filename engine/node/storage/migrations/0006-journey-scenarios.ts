/** The scenario a journey is rehearsed under, as text: what its author wrote. At most one a journey. */
export const journeyScenarios = `
CREATE TABLE journey_scenarios (
  journey TEXT PRIMARY KEY REFERENCES journeys (id),
  text TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER journey_scenarios_inserted AFTER INSERT ON journey_scenarios BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
CREATE TRIGGER journey_scenarios_updated AFTER UPDATE ON journey_scenarios BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
CREATE TRIGGER journey_scenarios_deleted AFTER DELETE ON journey_scenarios BEGIN UPDATE changes SET count = count + 1 WHERE what = 'journeys'; END;
`
