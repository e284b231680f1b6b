"""The API: JSON for other programs, described in OpenAPI 3.1 at `/api/v1/openapi.json`."""
