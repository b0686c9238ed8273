/**
 * A mapping that takes everything there and back: it posts the document whole. A service that answers as described in it needs no other; for another, it is
 * where to begin.
 */
export const EXAMPLE_MAPPING = `{
  "body": [
    "{",
    "  \\"id\\": {{ journey.id | json }},",
    "  \\"name\\": {{ name | json }},",
    "  \\"document\\": {{ journey | json }}",
    "}"
  ],
  "import": "{{ answer.document | json }}",
  "added": ["status", "version", "updatedAt", "inFlight"],
  "probe": { "method": "GET", "path": "/me", "account": "/account" },
  "list": { "method": "GET", "path": "/journeys", "items": "/items", "id": "/id", "name": "/name", "status": "/status", "updatedAt": "/updatedAt" },
  "lookUp": { "method": "GET", "path": "/journeys/{{ journeyId | url_encode | replace: '+', '%20' }}" },
  "read": { "method": "GET", "path": "/journeys/{{ id | url_encode | replace: '+', '%20' }}" },
  "create": { "method": "POST", "path": "/journeys" },
  "update": { "method": "PUT", "path": "/journeys/{{ id | url_encode | replace: '+', '%20' }}", "headers": { "if-match": "{{ token }}" } },
  "setStatus": { "method": "PUT", "path": "/journeys/{{ id | url_encode | replace: '+', '%20' }}/status", "body": "{ \\"status\\": {{ status | json }} }" },
  "answer": { "id": "/id", "name": "/name", "status": "/status", "token": "/version", "updatedAt": "/updatedAt", "inFlight": "/inFlight" },
  "statuses": { "draft": "draft", "active": "active", "paused": "paused", "stopped": "stopped", "archived": "archived" }
}
`
