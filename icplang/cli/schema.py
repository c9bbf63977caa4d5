"""`icplang schema`: the JSON Schema of the published form."""

from __future__ import annotations

import json
import sys
from argparse import Namespace


def run(_: Namespace) -> int:
    """Print it."""
    from icplang.meaning.published import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0
