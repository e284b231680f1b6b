"""The API in OpenAPI 3.1, whole: each operation with every refusal it can answer, its scope, and the key for once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from dueto.api.keys import ANY, Token
from dueto.api.problems import KIND
from dueto.apps.team.rights import Right
from dueto.apps.team.scopes import NEEDS

WRITES: Final = frozenset({"post", "patch", "put", "delete"})
REFUSALS: Final = {
    400: ("Malformed", "The call cannot be read."),
    401: ("NoToken", "No valid token, or no valid signature."),
    403: ("Forbidden", "The token, or whoever made it, may not do this."),
    404: ("Absent", "There is no such thing, or not for this token."),
    405: ("WrongMethod", "Nothing answers to this method here."),
    409: ("Conflict", "The same call is under way, or something stands against it."),
    413: ("TooLarge", "The body is larger than 1 MB; of files, than their bound."),
    415: ("WrongKind", "The body is not of the kind that is asked for, or not UTF-8."),
    422: ("Refused", "What is asked for cannot be done so; `errors` says at which places."),
    429: ("TooMany", "Too many calls; `Retry-After` says for how many seconds to wait."),
    503: ("Away", "The database does not answer just now; nothing was half done."),
}
ONCE: Final = {
    "in": "header", "name": "Idempotency-Key", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The same call with the same key does its work once and is answered again for 24 hours.",
}  # fmt: skip


class ErrorAt(Schema):
    """What is wrong at one place of the call."""

    at: str
    says: str


class ProblemOut(Schema):
    """A refusal (RFC 9457)."""

    type: str
    status: int
    title: str
    detail: str | None = None
    errors: list[ErrorAt] | None = None


class DescribedAPI(NinjaAPI):
    """An API whose description leaves out no answer."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description."""
        return _described(self, path_prefix or self.get_root_path(path_params or {}))


class Scoped(OpenAPISchema):
    """The description, each operation with the scopes that it asks for."""

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        """Return one operation."""
        details = super().operation_details(operation)
        details["x-scope"] = [
            auth.scope for auth in operation.auth_callbacks if isinstance(auth, Token) and auth.scope != ANY
        ]
        return details


@lru_cache(maxsize=4)
def _described(api: NinjaAPI, prefix: str) -> OpenAPISchema:
    whole = Scoped(api, prefix)
    components = whole["components"]
    problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= problem.pop("$defs") | {"ProblemOut": problem}
    components["responses"] = {
        name: {"description": says, "content": {KIND: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}
        for name, says in REFUSALS.values()
    }
    components["responses"]["TooMany"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    for path, methods in whole["paths"].items():
        for method, operation in methods.items():
            _complete(operation, path=path, method=method)
    return whole


def _complete(operation: dict[str, Any], *, path: str, method: str) -> None:
    statuses = {400, 405, 422, 503}
    if operation.get("security"):
        statuses |= {401, 403, 429}
    if "{" in path:
        statuses.add(404)
    if method in WRITES:
        statuses |= {404, 409, 413}
        if operation.get("x-scope") and not _moves_a_file(operation):
            operation["parameters"] = [*operation.get("parameters", []), ONCE]
    if "requestBody" in operation:
        statuses.add(415)
    for status in sorted(statuses):
        operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{REFUSALS[status][0]}"})
    for scope in operation.get("x-scope", ()):
        needed = NEEDS.get(scope)
        says = f"Scope `{scope}`." + (f" {GIVEN[needed]}" if needed in GIVEN else "")
        operation["description"] = f"{operation.get('description', '')}\n\n{says}".strip()


def _moves_a_file(operation: dict[str, Any]) -> bool:
    """Return whether a file is sent or answered: neither is kept to be answered again."""
    sent = operation.get("requestBody", {}).get("content", {})
    answered = operation["responses"].get(200, {}).get("content", {})
    return "application/octet-stream" in sent or bool(answered.keys() - {"application/json"})


GIVEN: Final = {
    Right.AUDIT: "Whoever made the token has to be allowed to read the journal.",
    Right.FORGET: "Whoever made the token has to be allowed to erase people.",
    Right.ADMINISTER: "Whoever made the token has to be an administrator.",
}
