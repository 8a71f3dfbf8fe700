#!/usr/bin/env python3
"""Holds what we ship and what we write to the schemas in docs/schema/: every policy, and every golden report.

Knows the words of JSON Schema that our schemas use and complains about any other, so that a schema cannot ask for
something in silence: type, enum, const, properties, required, additionalProperties, items, minItems, minLength,
minimum, minProperties, maxProperties, pattern, anyOf, $ref into $defs.
"""
import json
import re

from tree import Proof, paths, run

SCHEMAS = {
    "docs/schema/policy.schema.json": r"policies/[\w-]+\.json",
    "docs/schema/audit-report.schema.json": r"tests/corpus/report/audit-json/[\w-]+/expected\.json",
    "docs/schema/report-record.schema.json": r"tests/corpus/report/records-jsonl/[\w-]+/expected\.jsonl",
}
REMARKS = {"$schema", "$id", "$defs", "title", "description"}
TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def is_type(value, name) -> bool:
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def object_errors(value, schema, root, where):
    for key in schema.get("required", []):
        if key not in value:
            yield f"{where}: \"{key}\" is missing"
    rest = schema.get("additionalProperties", True)
    for key, item in value.items():
        inner = schema.get("properties", {}).get(key, rest)
        if inner is False:
            yield f"{where}: \"{key}\" does not belong here"
        elif inner is not True:
            yield from errors(item, inner, root, f"{where}/{key}")


# Each word: does the value keep it? The value has the type that the word is about.
SIMPLE = {
    "enum": lambda v, w: v in w,
    "const": lambda v, w: v == w and type(v) is type(w),
    "type": lambda v, w: any(is_type(v, t) for t in ([w] if isinstance(w, str) else w)),
    "minimum": lambda v, w: not is_type(v, "integer") or v >= w,
    "pattern": lambda v, w: not isinstance(v, str) or re.search(w, v) is not None,
    "minLength": lambda v, w: not isinstance(v, str) or len(v) >= w,
    "minItems": lambda v, w: not isinstance(v, list) or len(v) >= w,
    "minProperties": lambda v, w: not isinstance(v, dict) or len(v) >= w,
    "maxProperties": lambda v, w: not isinstance(v, dict) or len(v) <= w,
}
STRUCTURE = {"properties", "required", "additionalProperties", "items", "anyOf", "$ref"}


def errors(value, schema, root, where=""):
    for word in schema.keys() - SIMPLE.keys() - STRUCTURE - REMARKS:
        yield f"{where}: the schema says \"{word}\", which this check does not know"
    for word in SIMPLE.keys() & schema.keys():
        if not SIMPLE[word](value, schema[word]):
            yield f"{where}: {json.dumps(value, ensure_ascii=False)[:80]} does not keep {word} {json.dumps(schema[word])[:120]}"
    if "$ref" in schema:
        yield from errors(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where)
    if "anyOf" in schema and all(any(errors(value, one, root, where)) for one in schema["anyOf"]):
        yield f"{where}: fits none of the forms"
    if isinstance(value, dict):
        yield from object_errors(value, schema, root, where)
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            yield from errors(item, schema["items"], root, f"{where}/{i}")


def check(root) -> list[str]:
    complaints = []
    files = paths(root)
    for schema_path, pattern in SCHEMAS.items():
        if schema_path not in files:
            complaints.append(f"{schema_path} is missing")
            continue
        schema = json.loads((root / schema_path).read_text(encoding="utf-8"))
        examples = [path for path in files if re.fullmatch(pattern, path)]
        if not examples:
            complaints.append(f"{schema_path}: nothing to hold to it")
        for path in examples:
            text = (root / path).read_text(encoding="utf-8")
            values = text.splitlines() if path.endswith(".jsonl") else [text]
            for number, value in enumerate(values, 1):
                where = f"{path}:{number}" if len(values) > 1 else path
                complaints += [f"{where}{error}" for error in errors(json.loads(value), schema, schema)]
    return complaints


def tree(policy: str, schema: str, lines: str = "{}\n{}\n") -> dict:
    return {"docs/schema/policy.schema.json": schema, "policies/a.json": policy,
            "docs/schema/audit-report.schema.json": "{}", "tests/corpus/report/audit-json/x/expected.json": "{}",
            "docs/schema/report-record.schema.json": '{"type": "object"}',
            "tests/corpus/report/records-jsonl/x/expected.jsonl": lines}


STRICT = ('{"type": "object", "properties": {"id": {"$ref": "#/$defs/id"}}, "required": ["id"], '
          '"additionalProperties": false, "$defs": {"id": {"anyOf": [{"type": "null"}, {"enum": ["x"]}]}}}')
PROOFS = [
    Proof("a file that keeps its schema", tree('{"id": "x"}', STRICT), None),
    Proof("a missing field", tree("{}", STRICT), '"id" is missing'),
    Proof("an unknown field", tree('{"id": "x", "more": 1}', STRICT), '"more" does not belong'),
    Proof("a wrong word", tree('{"id": "y"}', STRICT), "/id: fits none"),
    Proof("true is no 1", tree("true", '{"const": 1}'), "does not keep const"),
    Proof("a wrong type", tree("[]", '{"type": ["object", "null"]}'), "does not keep type"),
    Proof("the second of two lines", tree("{}", "{}", "{}\n[]\n"), "expected.jsonl:2: [] does not keep type"),
    Proof("a schema we do not understand", tree("{}", '{"dependentSchemas": {}}'), "does not know"),
    Proof("a schema without examples", {key: value for key, value in tree("{}", "{}").items() if key != "policies/a.json"}, "nothing to hold"),
]

if __name__ == "__main__":
    run(check, PROOFS)
