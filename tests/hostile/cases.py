# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile, broken and strange files, each with the verdict that it must get."""

import dataclasses
import typing


@dataclasses.dataclass
class Case:
    """A file: its bytes (or what makes them), and why it is refused, or None when it opens."""
    name: str
    data: typing.Union[bytes, str, typing.Callable[[], typing.Union[bytes, str]]]
    code: typing.Optional[str] = None
    place: typing.Optional[typing.Tuple[int, int]] = None  # line and column; None for any

    def make(self):
        data = self.data() if callable(self.data) else self.data
        return data.encode('utf-8') if isinstance(data, str) else data


HEAD = '<journey-map xmlns="urn:waymark:journey-map:1" version="1"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def wrap(body, attributes=''):
    """A whole map round a body that begins in line 3."""
    return f'{DECLARATION}{HEAD}{attributes}>\n{body}\n</journey-map>\n'


def stage(body):
    """A whole map with a lane and a stage; the body begins in line 5."""
    return wrap('<personas><persona id="anna"/></personas><lanes><lane id="t" holds="thoughts">T</lane></lanes>\n'
                f'<stages><stage id="s">\n{body}\n</stage></stages>')


def cases():
    """All of them."""
    import cases_images
    import cases_map
    import cases_xml
    return cases_xml.CASES + cases_map.CASES + cases_images.CASES
