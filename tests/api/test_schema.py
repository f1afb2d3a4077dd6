"""The OpenAPI document describes what is there."""

import pytest
import yaml
from django.core.management import call_command
from django.test import Client


@pytest.mark.django_db
def test_the_schema_is_valid_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True)
    schema = yaml.safe_load(capsys.readouterr().out)
    assert schema["openapi"].startswith("3.1")
    paths = {path: set(calls) for path, calls in schema["paths"].items()}
    assert paths["/api/v1/videos"] == {"get", "post"}
    assert paths["/api/v1/videos/{public_id}"] == {"get", "delete"}
    assert paths["/api/v1/videos/{public_id}/status"] == {"get"}
    assert paths["/api/v1/uploads"] == {"get", "post"}
    assert paths["/api/v1/uploads/{public_id}"] == {"get", "delete"}
    one = "/api/v1/uploads/sessions/{public_id}"
    assert paths["/api/v1/uploads/sessions"] == {"post"}
    assert paths[one] == {"get", "delete"}
    assert "patch" in paths[f"{one}/content"]
    assert paths[f"{one}/parts"] == paths[f"{one}/complete"] == {"post"}
    body = schema["paths"]["/api/v1/uploads"]["post"]["requestBody"]["content"]
    assert set(body) == {"multipart/form-data"}
    assert "apiKey" in schema["components"]["securitySchemes"]


@pytest.mark.django_db
def test_the_documentation_loads_no_foreign_script() -> None:
    page = Client().get("/api/docs/").content.decode()
    assert "https://" not in page
    assert "<script>" not in page
