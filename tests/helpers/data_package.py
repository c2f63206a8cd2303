"""What a data package must hold."""

# The required fields of Data Package 2.0, with the forms it prescribes.
VORM = {
    "type": "object",
    "required": ["$schema", "name", "resources", "licenses", "version", "created"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"pattern": r"^[a-z0-9._/-]+$"},
        "created": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "licenses": {"minItems": 1, "items": {"anyOf": [{"required": ["name"]}, {"required": ["path"]}]}},
        "contributors": {"items": {"properties": {"roles": {"type": "array", "items": {"type": "string"}}}}},
        "resources": {
            "minItems": 1,
            "items": {
                "required": ["name", "path", "type", "schema"],
                "properties": {
                    "name": {"pattern": r"^[a-z0-9._/-]+$"},
                    # Relative, and below the descriptor.
                    "path": {"pattern": r"^(?![/~.])(?!.*\.\.)(?!.*:)[^\\]+$"},
                    "type": {"const": "table"},
                    "schema": {
                        "required": ["fields"],
                        "properties": {
                            "primaryKey": {"type": "array", "items": {"type": "string"}},
                            "fields": {
                                "minItems": 1,
                                "items": {
                                    "required": ["name", "type"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number", "year", "date"]},
                                        "constraints": {
                                            "additionalProperties": False,
                                            "properties": {"required": {}, "minimum": {}, "maximum": {}, "enum": {}},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
