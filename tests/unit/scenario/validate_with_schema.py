"""Checks the schema itself, that it accepts every shipped scenario, and that it refuses some broken ones."""

import json
import pathlib
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Dates stay text, as editors read them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main(folder: pathlib.Path) -> int:
    schema = json.loads((folder / "scenario.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures = 0
    for file in sorted(folder.glob("*.yaml")):
        document = yaml.load(file.read_text(encoding="utf-8"), Loader)
        for error in validator.iter_errors(document):
            print(f"{file.name}: {list(error.absolute_path)}: {error.message}")
            failures += 1
    broken = folder.parent / "tests" / "scenarios" / "broken"
    for name in ("unknown_key", "decimal_comma", "lever_with_two_kinds", "question_missing", "parameter_without_reason",
                 "unknown_place_kind", "parameter_out_of_range", "point_with_one_number", "unknown_rhythm"):
        document = yaml.load((broken / f"{name}.yaml").read_text(encoding="utf-8"), Loader)
        if validator.is_valid(document):
            print(f"{name}.yaml: the schema accepts it")
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
