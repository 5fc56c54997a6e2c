"""Renders templates with Jinja2 itself: one JSON document in, one out, both UTF-8.

In: {"templates": [...], "files": {name: template}, "inputs": [...]}. Out: for each input the prompts of all templates;
{"error": ...} stands for one that failed. What Querent does on purpose otherwise is done here the same way, and listed
in docs/templates.md.
"""
import decimal
import json
import re
import sys

import jinja2


def text_of(value):
    """The text of a value, where Querent's is .NET's."""
    if value is None:
        raise jinja2.UndefinedError("null is written")
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, float):
        return re.sub(r"\.0$", "", repr(value)).replace("e", "E")
    return value


def default(value, default_value="", boolean=False):
    """Null is what is missing in .NET."""
    missing = value is None or isinstance(value, jinja2.Undefined)
    return default_value if missing or (boolean and not value) else value


def main():
    job = json.load(sys.stdin)
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        finalize=text_of,
        loader=jinja2.DictLoader(job["files"]),
    )
    environment.filters["default"] = default
    environment.filters["xml"] = environment.filters["escape"]
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    templates = [environment.from_string(template) for template in job["templates"]]
    result = []
    for values in job["inputs"]:
        values["Price"] = decimal.Decimal(values["Price"])
        prompts = []
        for template in templates:
            try:
                # What cannot stand alone in UTF-8 is written as a replacement character.
                prompts.append(re.sub("[\ud800-\udfff]", "\ufffd", template.render(values)))
            except Exception as error:  # told to the test, which has the template
                prompts.append({"error": f"{type(error).__name__}: {error}"})
        result.append(prompts)
    json.dump(result, sys.stdout)


main()
