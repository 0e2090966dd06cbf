"""What all tests share: the same examples in every run of the checks, fresh ones at the desk."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("checks", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("checks")
