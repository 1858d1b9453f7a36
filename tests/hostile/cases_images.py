# SPDX-License-Identifier: GPL-3.0-or-later
"""Images within a map."""

import base64

from cases import Case, wrap

PIXEL = base64.b64encode(b'\x89PNG\r\n\x1a\n' + b'\0' * 50).decode()


def images(body, logo='a'):
    return wrap(f'<images>\n{body}\n</images>', f' logo="{logo}"')


def many():
    cards = ''.join(f'<card image="i{n}"/>' for n in range(30000))
    return wrap(f'<tray>{cards}</tray><images>' + ''.join(f'<image id="i{n}">iVBORw0K{n:04x}</image>' for n in range(30000)) + '</images>')


def large(megabytes):
    line = 'A' * 76 + '\n'
    return images(f'<image id="a" type="image/png">{line * (megabytes * 1024 * 1024 // 77)}</image>')


def crowded(cards, megabytes):
    tray = '<tray xmlns:o="urn:o">' + '<card o:a=""/>' * cards + '</tray>'
    return large(megabytes).replace('<images>', tray + '<images>', 1)


CASES = [
    Case('image', images(f'<image id="a" type="image/png">{PIXEL}</image>')),
    Case('image-in-pieces', images(f'<image id="a">{PIXEL[:5]} <!-- here --> \n\t{PIXEL[5:9]}<![CDATA[{PIXEL[9:]}]]></image>')),
    Case('image-by-numbers', images('<image id="a">&#105;VBORw0KGgo&#x3d;</image>')),
    Case('image-without-padding', images('<image id="a">iVBORw</image>')),
    Case('image-unknown-type', images('<image id="a" type="image/x-unknown">AAAA</image>')),
    Case('image-of-others', images('<image id="a" o:b="1" xmlns:o="urn:o">AAAA<o:c/></image><o:d xmlns:o="urn:o"/>')),
    Case('image-not-base64', images('<image id="a">AAAA!AAA</image>'), 'IMAGE', (4, 1)),
    Case('image-padding-within', images('<image id="a">AA==AAAA</image>'), 'IMAGE', (4, 1)),
    Case('image-padding-wrong', images('<image id="a">AAA==</image>'), 'IMAGE', (4, 1)),
    Case('image-one-letter', images('<image id="a">A</image>'), 'IMAGE', (4, 1)),
    Case('image-empty', images('<image id="a"/>'), 'IMAGE', (4, 1)),
    Case('image-address', images('<image id="a" href="file:///etc/passwd"/>'), 'IMAGE', (4, 1)),
    Case('image-without-id', images('<image>AAAA</image>'), 'IMAGE', (4, 1)),
    Case('image-bad-id', images('<image id="1">AAAA</image>'), 'VALUE', (4, 12)),
    Case('image-id-twice', images('<image id="a">AAAA</image>\n<image id="a">BBBB</image>'), 'DUPLICATE_ID', (5, 12)),
    Case('image-twice', images('<image id="a">AAAA</image><image id="a">AAAA</image>')),
    Case('image-missing', images('', logo='gone')),
    Case('image-not-used', images('<image id="b">AAAA</image>', logo='b').replace('logo="b"', '')),
    Case('images-twice', images('<image id="a">AAAA</image></images><images>'), 'VALUE', (4, 36)),
    Case('images-first', wrap('<images><image id="a">AAAA</image></images><title>T</title>', ' logo="a"')),
    Case('images-30000', many),
    Case('image-90-mb', lambda: large(90)),
    Case('image-40-mb-in-one-line', lambda: images(f'<image id="a">{"A" * 40000000}</image>')),
    Case('image-50-mb-and-70000-cards', lambda: crowded(70000, 50)),
    Case('image-50-mb-and-199000-cards', lambda: crowded(199000, 50), 'UNSAFE'),
    Case('image-garbage-50-mb', lambda: images('<image id="a">' + '!' * 50000000 + '</image>'), 'IMAGE', (4, 1)),
]
