"""The site: one origin for pages and API, the same policy as a local run's, and screens that lead to their page."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from local.web.build import npm_environment
from local.web.files import policy

NODE = npm_environment()[0].removesuffix("npm") + "node"
HERE = {"AWS::Region": "us-east-1", "AWS::URLSuffix": "amazonaws.com", "Photos": "photos-of-ours"}


def site(built: Any) -> Any:
    return built["Resources"]["Site"]["Properties"]["DistributionConfig"]


def test_the_pages_policy_is_the_one_that_was_tried_and_names_pool_and_photos(built: Any) -> None:
    headers = built["Resources"]["PageHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    said, given = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    images, given_images = given["Images"]["Fn::Sub"]
    filling = {
        "Others": filled(given["Others"]["Fn::Sub"], HERE),
        "Images": filled(images, {**HERE, "Tiles": " https://tiles.example.com"}),
    }

    photos = "https://photos-of-ours.s3.us-east-1.amazonaws.com"
    wanted = policy(["https://cognito-idp.us-east-1.amazonaws.com", photos], [photos, "https://tiles.example.com"])
    assert filled(said, filling) == wanted
    assert given_images["Tiles"]["Fn::If"][0] == "HasTiles"
    assert "TileUrl" in str(given_images["Tiles"]["Fn::If"][1])


def filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"${{{name}}}", value)
    assert "${" not in text
    return text


def test_the_api_is_on_the_same_origin_never_cached_and_gets_every_header_but_host(built: Any) -> None:
    [api] = site(built)["CacheBehaviors"]
    forwarded = built["Resources"]["AllButHost"]["Properties"]["OriginRequestPolicyConfig"]

    assert (api["PathPattern"], api["TargetOriginId"]) == ("/api/*", "api")
    assert api["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    assert api["OriginRequestPolicyId"] == {"Ref": "AllButHost"}
    assert forwarded["HeadersConfig"] == {"HeaderBehavior": "allExcept", "Headers": ["Host"]}
    assert forwarded["CookiesConfig"] == {"CookieBehavior": "none"}
    assert set(api["AllowedMethods"]) >= {"GET", "POST", "PUT", "PATCH"}


def test_an_error_of_the_api_is_never_turned_into_a_page(built: Any) -> None:
    assert "CustomErrorResponses" not in site(built)


def test_only_the_site_reads_the_bucket_of_pages(built: Any) -> None:
    [statement] = built["Resources"]["PagesPolicy"]["Properties"]["PolicyDocument"]["Statement"]

    assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert statement["Action"] == "s3:GetObject"
    assert "${Site}" in statement["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"]


def test_everything_goes_over_tls(built: Any) -> None:
    behaviors = [site(built)["DefaultCacheBehavior"], *site(built)["CacheBehaviors"]]

    assert {behavior["ViewerProtocolPolicy"] for behavior in behaviors} <= {"https-only", "redirect-to-https"}
    assert site(built)["Origins"][1]["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/", "308 /field/"),
        ("/field", "308 /field/"),
        ("/dispatch", "308 /dispatch/"),
        ("/field/", "/field/index.html"),
        ("/field/jobs/01J/appointments/01K", "/field/index.html"),
        ("/dispatch/schedule", "/dispatch/index.html"),
        ("/field/assets/field-1a2b.js", "/field/assets/field-1a2b.js"),
        ("/field/service-worker.js", "/field/service-worker.js"),
        ("/field/manifest.webmanifest", "/field/manifest.webmanifest"),
    ],
)
def test_a_screen_leads_to_the_page_of_its_client_and_a_file_to_itself(address: str, leads_to: str, built: Any) -> None:
    code = built["Resources"]["Screens"]["Properties"]["FunctionCode"]
    asked = f"console.log(JSON.stringify(handler({json.dumps({'request': {'uri': address}})})))"

    done = subprocess.run([NODE, "-e", code + asked], capture_output=True, text=True, check=True)

    answer = json.loads(done.stdout)
    moved = answer.get("headers", {}).get("location", {}).get("value")
    assert (f"{answer['statusCode']} {moved}" if moved else answer["uri"]) == leads_to
