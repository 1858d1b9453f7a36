# SPDX-License-Identifier: GPL-3.0-or-later
"""Small maps for the tests of the window."""

from xml.etree import ElementTree

LANES = {
    'touchpoints': ({'shows': 'touchpoints'}, {'en': 'Touchpoints', 'pl': 'Punkty styku'}),
    'emotions': ({'shows': 'feelings'}, {'en': 'Emotions', 'pl': 'Emocje'}),
    'pains': ({'holds': 'pain-points'}, {'en': 'Pains', 'pl': 'Bóle'}),
}


def part(tag, *content, **attributes):
    """An element of a map, with text or with other elements in it."""
    node = ElementTree.Element(tag, attributes)
    for child in content:
        if isinstance(child, str):
            node.text = child
        else:
            node.append(child)
    return node


def named(tag, identity, name, *content):
    return part(tag, part('name', name), *content, id=identity)


def stage(identity, name, *content):
    return named('stage', identity, name, *content)


def touchpoint(identity, name, *content):
    return named('touchpoint', identity, name, *content)


def card(identity, words):
    return part('card', words, id=identity, lane='pains')


def feeling(score, *words):
    return part('feeling', *words, persona='anna', score=score)


def build(*stages, title='Shoes', language='en', lanes=tuple(LANES), with_anna=False, more=()):
    """A map as a file has it."""
    parts = [part('title', title)]
    if with_anna:
        parts.append(part('personas', named('persona', 'anna', 'Anna')))
    if lanes:
        parts.append(part('lanes', *(part('lane', LANES[lane][1][language], id=lane, **LANES[lane][0]) for lane in lanes)))
    if stages:
        parts.append(part('stages', *stages))
    root = part('journey-map', *parts, *more, **{'xmlns': 'urn:waymark:journey-map:1', 'version': '1', 'xml:lang': language})
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding='unicode') + '\n'
