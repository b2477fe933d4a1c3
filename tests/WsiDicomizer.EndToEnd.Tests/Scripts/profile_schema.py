"""Validates profiles against the JSON Schema: SCHEMA PROFILE... Prints for each whether it is valid, as JSON by path."""
import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
result = {}
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        result[path] = [error.message for error in validator.iter_errors(yaml.safe_load(file))][:3]
print(json.dumps(result))
