"""Reads what a picture needs of a town's file: its neighbourhoods with their boundaries, inline or in a table beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from weefsel.results import UnusableFile


def read_town(path: str | Path) -> dict:
    """The town as YAML gives it. `neighbourhoods` is a list of maps with `code` and `boundary` (rings of [x, y], metres,
    RD New) also where the town keeps them in a table (`tables: {neighbourhoods: FILE}`; see sim/town_import/README.md).

    Raises UnusableFile for what is no town.
    """
    path = Path(path)
    try:
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(described, dict) and isinstance(described.get("tables"), dict) and "neighbourhoods" in described["tables"]:
            described["neighbourhoods"] = rows_of(path.parent / str(described["tables"]["neighbourhoods"]))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, csv.Error) as trouble:
        raise UnusableFile(f"{path}: not a town's file ({trouble})") from trouble
    if not isinstance(described, dict) or not isinstance(described.get("neighbourhoods"), list):
        raise UnusableFile(f"{path}: not a town's file (it has no neighbourhoods)")
    return described


def rows_of(table: Path) -> list[dict]:
    """The rows of a table of neighbourhoods; commas or semicolons."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        dialect = csv.Sniffer().sniff(stream.readline(), ",;\t")
        stream.seek(0)
        rows = list(csv.DictReader(stream, delimiter=dialect.delimiter))
    for row in rows:
        if "code" not in row or "boundary" not in row:
            raise UnusableFile(f"{table}: a table of neighbourhoods has columns code and boundary")
        row["boundary"] = rings_of(row["boundary"])
    return rows


def rings_of(wkt: str) -> list[list[list[float]]]:
    """The outer rings of a POLYGON or MULTIPOLYGON in WKT, without the last corner, which is the first again.

    Raises UnusableFile for other text, and where shapely is missing (python3-shapely: scripts/install-packages import).
    """
    try:
        from shapely import errors, wkt as well_known_text
    except ImportError as missing:
        raise UnusableFile("towns with tables need python3-shapely: scripts/install-packages import") from missing
    try:
        shape = well_known_text.loads(wkt)
    except errors.WKTReadingError as trouble:
        raise UnusableFile(f"a boundary is a POLYGON or MULTIPOLYGON in WKT, not {wkt[:40]!r}") from trouble
    polygons = getattr(shape, "geoms", [shape])
    if any(polygon.geom_type != "Polygon" for polygon in polygons):
        raise UnusableFile(f"a boundary is a POLYGON or MULTIPOLYGON in WKT, not {wkt[:40]!r}")
    return [[[x, y] for x, y in polygon.exterior.coords[:-1]] for polygon in polygons]
