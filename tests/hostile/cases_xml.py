# SPDX-License-Identifier: GPL-3.0-or-later
"""Attacks on XML readers, damaged files and files that are something else."""

import bz2
import gzip
import io
import lzma
import zipfile

from cases import DECLARATION, HEAD, Case, wrap


def entities(definitions, use='&a;'):
    return f'{DECLARATION}<!DOCTYPE journey-map [\n{definitions}\n]>\n{HEAD}><title>{use}</title></journey-map>'


def laughs():
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20)]
    return entities('\n'.join(lines), '&a19;')


def parameter_laughs():
    lines = ['<!ENTITY % a0 "<!ENTITY x \'ha\'>">']
    lines += [f'<!ENTITY % a{n} "&#37;a{n - 1};&#37;a{n - 1};">' for n in range(1, 30)]
    return entities('\n'.join(lines) + '\n%a29;', 'x')


def quadratic():
    return entities(f'<!ENTITY a "{"a" * 50000}">', '&a;' * 50000)


def gzip_bomb():
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode='wb', mtime=0) as file:
        for _ in range(300):
            file.write(b' ' * 1000000)
    return packed.getvalue()


def zipped():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as file:
        file.writestr('map.waymark', wrap('<title>T</title>'))
    return packed.getvalue()


def in_scope(depth, number, leaves, last):
    """Many namespaces in scope, and many names that are looked for among all of them."""
    opening = ''.join(f'<o:e xmlns:o="urn:o" {" ".join(f"xmlns:n{level}-{n}=%su:{level}:{n}%s" % (chr(34), chr(34)) for n in range(number))}>'
                      for level in range(depth))
    return wrap(opening + f'<n0-0:x {last}/>' * leaves + '</o:e>' * depth)


FOREIGN = ' xmlns:o="urn:o"'
TITLE = '<title>T</title>'

CASES = [
    # Entities and what is fetched from elsewhere
    Case('entities-laughs', laughs, 'UNSAFE', (2, 1)),
    Case('entities-parameter-laughs', parameter_laughs, 'UNSAFE', (2, 1)),
    Case('entities-quadratic', quadratic, 'UNSAFE', (2, 1)),
    Case('entities-recursive', entities('<!ENTITY a "&b;"><!ENTITY b "&a;">'), 'UNSAFE', (2, 1)),
    Case('entities-file', entities('<!ENTITY a SYSTEM "file:///etc/passwd">'), 'UNSAFE', (2, 1)),
    Case('entities-net', entities('<!ENTITY a SYSTEM "http://127.0.0.1:9/x">'), 'UNSAFE', (2, 1)),
    Case('entities-parameter-file', entities('<!ENTITY % a SYSTEM "file:///dev/zero"> %a;', 'x'), 'UNSAFE', (2, 1)),
    Case('entities-undeclared', wrap('<title>a&nbsp;b</title>'), 'SYNTAX'),
    Case('doctype-external', f'<!DOCTYPE journey-map SYSTEM "file:///dev/random">{HEAD}/>', 'UNSAFE', (1, 1)),
    Case('doctype-attributes', f'<!DOCTYPE journey-map [<!ATTLIST journey-map version CDATA "1">]>{HEAD}/>', 'UNSAFE', (1, 1)),
    Case('doctype-html', '<!DOCTYPE html>\n<html><head><title>x</title></head></html>', 'UNSAFE', (1, 1)),
    Case('doctype-small-letters', f'<!doctype journey-map>{HEAD}/>', 'SYNTAX'),
    Case('doctype-late', wrap('<!DOCTYPE journey-map>'), 'UNSAFE', (3, 1)),
    Case('doctype-in-comment', wrap('<!-- <!DOCTYPE x [ <!ENTITY a "b"> ]> -->' + TITLE)),
    Case('doctype-in-cdata', wrap('<title><![CDATA[<!DOCTYPE x>]]></title>')),
    Case('xinclude', wrap('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>')),
    Case('stylesheet', f'<?xml-stylesheet href="file:///etc/passwd"?>\n{HEAD}/>'),

    # Sizes
    Case('attributes-200000', lambda: wrap(f'<finding {" ".join(f"a{n}=%s%s" % (chr(34), chr(34)) for n in range(200000))}/>'), 'UNSAFE', (3, 1)),
    Case('attributes-257', wrap(f'<finding {" ".join(f"a{n}=%s%s" % (chr(34), chr(34)) for n in range(257))}/>'), 'UNSAFE', (3, 1)),
    Case('attributes-289', wrap(f'<finding {" ".join(f"a{n}=%s%s" % (chr(34), chr(34)) for n in range(289))}/>'), 'UNSAFE', (3, 1)),
    Case('attributes-256', wrap(f'<finding {" ".join(f"a{n}=%s%s" % (chr(34), chr(34)) for n in range(256))}/>')),
    Case('attributes-many-in-each', lambda: wrap('<finding {}/>'.format(' '.join(f"a{n}=''" for n in range(250))) * 8000)),
    Case('attribute-11-mb', lambda: wrap(f'<finding prompt="{"a" * 11000000}"/>'), 'UNSAFE', (3, 1)),
    Case('attribute-900-kb', lambda: wrap(f'<finding prompt="{"&lt;" * 225000}"/>')),
    Case('attribute-2-mb', lambda: wrap(f'<finding prompt="{"a" * 2000000}"/>'), 'UNSAFE', (3, 1)),
    Case('attribute-900-kb-of-quotes', lambda: wrap("<finding prompt='" + '"' * 900000 + "'/>")),
    Case('depth-100000', lambda: wrap('<o:x>' * 100000, FOREIGN), 'UNSAFE'),
    Case('depth-64', wrap('<o:x>' * 64 + '</o:x>' * 64, FOREIGN), 'UNSAFE', (3, 316)),
    Case('depth-60', wrap('<o:x>' * 60 + '</o:x>' * 60, FOREIGN)),
    Case('elements-1000000', lambda: wrap('<a/>' * 1000000), 'UNSAFE'),
    Case('elements-of-others-199000', lambda: wrap('<o:x/>' * 199000, FOREIGN)),
    Case('elements-within-others', lambda: wrap(f'<o:x>{"<o:y/>" * 190000}</o:x>', FOREIGN)),
    Case('names-all-different', lambda: wrap(''.join(f'<o:n{n}{"x" * 60}/>' for n in range(150000)), FOREIGN)),
    Case('name-49000', wrap(f'<o:{"x" * 49000}/>', FOREIGN)),
    Case('name-60000', wrap(f'<o:{"x" * 60000}/>', FOREIGN), 'SYNTAX'),
    Case('namespaces-in-scope', lambda: in_scope(50, 200, 100000, 'n0-0:a=""'), 'UNSAFE'),
    Case('namespaces-searched', lambda: in_scope(1, 250, 8000, ' '.join(f'n0-{n}:a=""' for n in range(200)))),
    Case('comments-300000', lambda: wrap('<!---->' * 300000), 'UNSAFE'),
    Case('comments-199000', lambda: wrap('<!---->' * 199000)),
    Case('comments-before-field', lambda: wrap('<!---->' * 190000 + TITLE)),
    Case('comments-in-field', lambda: wrap(f'<title>T{"<!---->" * 190000}</title>')),
    Case('comments-in-prolog', lambda: '<!---->' * 190000 + HEAD + '/>'),
    Case('comments-between-all', lambda: wrap('<!--a--><lanes><!--b--></lanes>' + '<finding/><!--c-->' * 90000)),
    Case('instructions-300000', lambda: wrap('<?a?>' * 300000), 'UNSAFE'),
    Case('comment-2-mb', lambda: wrap(f'<!--{"a" * 2000000}-->'), 'UNSAFE', (3, 1)),
    Case('instruction-2-mb', lambda: wrap(f'<?a {"a" * 2000000}?>'), 'UNSAFE', (3, 1)),
    Case('cdata-12-mb', lambda: wrap(f'<title><![CDATA[{"a" * 12000000}]]></title>'), 'UNSAFE', (3, 8)),
    Case('cdata-pieces', lambda: wrap(f'<title>{"<![CDATA[a]]>" * 300000}</title>')),
    Case('text-11-mb', lambda: wrap(f'<title>{"a" * 11000000}</title>'), 'UNSAFE', (3, 1)),
    Case('text-900-kb', lambda: wrap(f'<title>{"a" * 900000}</title>')),
    Case('text-900-kb-of-ampersands', lambda: wrap(f'<title>{"&amp;" * 900000}</title>')),
    Case('namespaces-of-field', wrap('<title {}><x {}/></title>'.format(' '.join(f"xmlns:a{n}='u'" for n in range(200)), ' '.join(f"b{n}=''" for n in range(100)))), 'UNSAFE'),
    Case('text-of-others-30-mb', lambda: wrap(f'<o:x>{"a" * 30000000}</o:x>', FOREIGN), 'UNSAFE'),
    Case('text-of-others-20-mb', lambda: wrap(f'<o:x>{"a" * 20000000}</o:x>', FOREIGN)),
    Case('text-24-mb-in-all', lambda: wrap(f'<finding>{"a" * 1000}</finding>' * 30000), 'UNSAFE'),
    Case('blanks-24-mb', lambda: wrap(' ' * 24000000 + TITLE)),
    Case('file-97-mb', lambda: wrap(f'<!--{"a" * 101700000}-->'), 'UNSAFE'),

    # Encodings and packed files
    Case('packed-gzip-bomb', gzip_bomb, 'ENCODING', (1, 1)),
    Case('packed-bzip2', lambda: bz2.compress(wrap(TITLE).encode()), 'ENCODING', (1, 1)),
    Case('packed-xz', lambda: lzma.compress(wrap(TITLE).encode()), 'ENCODING', (1, 1)),
    Case('packed-zip', zipped, 'ENCODING', (1, 1)),
    Case('packed-zstd', b'\x28\xb5\x2f\xfd' + b'x' * 40, 'ENCODING', (1, 1)),
    Case('utf-8-with-mark', b'\xef\xbb\xbf' + wrap(TITLE).encode()),
    Case('utf-8-with-mark-and-fault', b'\xef\xbb\xbf' + f'{HEAD} a=1/>'.encode(), 'SYNTAX'),
    Case('utf-8-mark-twice', b'\xef\xbb\xbf' * 2 + wrap(TITLE).encode(), 'NOT_A_MAP', (1, 1)),
    Case('utf-8-wrong', wrap('<title>a\xff</title>').encode('latin-1'), 'ENCODING', (3, 9)),
    Case('utf-8-overlong', wrap('<title>aXX</title>').encode().replace(b'XX', b'\xc0\xaf'), 'ENCODING', (3, 9)),
    Case('utf-8-surrogate', wrap('<title>aXXX</title>').encode().replace(b'XXX', b'\xed\xa0\x80'), 'ENCODING', (3, 9)),
    Case('utf-8-beyond-unicode', wrap('<title>aXXXX</title>').encode().replace(b'XXXX', b'\xf5\x80\x80\x80'), 'ENCODING', (3, 9)),
    Case('utf-8-cut', f'{HEAD}><title>a'.encode() + b'\xc5', 'ENCODING'),
    Case('utf-8-wrong-in-attribute', wrap('<finding prompt="a\xe9"/>').encode('latin-1'), 'ENCODING', (3, 19)),
    Case('utf-8-wrong-in-comment', wrap('<!-- \xe9 -->').encode('latin-1'), 'ENCODING', (3, 6)),
    Case('utf-8-wrong-after-end', (wrap(TITLE) + '\xe9').encode('latin-1'), 'ENCODING'),
    Case('utf-16-little', wrap(TITLE).encode('utf-16'), 'ENCODING', (1, 1)),
    Case('utf-16-big', b'\xfe\xff' + wrap(TITLE).encode('utf-16-be'), 'ENCODING', (1, 1)),
    Case('utf-16-unmarked', wrap(TITLE).encode('utf-16-le'), 'ENCODING', (1, 1)),
    Case('utf-32', wrap(TITLE).encode('utf-32'), 'ENCODING', (1, 1)),
    Case('ebcdic', wrap(TITLE).encode('cp500'), 'ENCODING', (1, 1)),
    Case('encoding-latin-2', wrap(TITLE).replace('UTF-8', 'ISO-8859-2'), 'ENCODING', (1, 31)),
    Case('encoding-unknown', wrap(TITLE).replace('UTF-8', 'x-nonsense'), 'ENCODING', (1, 31)),
    Case('encoding-utf-7', wrap('+ADw-').replace('UTF-8', 'UTF-7'), 'ENCODING', (1, 31)),
    Case('encoding-small-letters', wrap(TITLE).replace('"UTF-8"', "'utf-8'")),
    Case('xml-1.1', wrap(TITLE).replace('"1.0"', '"1.1"'), 'SYNTAX', (1, 16)),

    # Characters
    Case('character-nul', wrap('<title>a\0b</title>'), 'SYNTAX', (3, 9)),
    Case('character-nul-first', b'\0' + wrap(TITLE).encode(), 'ENCODING'),
    Case('character-nul-last', wrap(TITLE) + '\0', 'SYNTAX', (5, 1)),
    Case('character-control', wrap('<title>a\x01b</title>'), 'SYNTAX'),
    Case('character-ffff', wrap('<title>a\uffffb</title>'), 'SYNTAX'),
    Case('character-number-0', wrap('<title>&#0;</title>'), 'SYNTAX'),
    Case('character-number-control', wrap('<title>&#x1f;</title>'), 'SYNTAX'),
    Case('character-number-surrogate', wrap('<title>&#xD83D;&#xDE00;</title>'), 'SYNTAX'),
    Case('character-number-huge', wrap('<title>&#99999999999999999999;</title>'), 'SYNTAX'),
    Case('character-numbers', wrap('<title>&#9;&#10;&#13;&#x1F600;&#38;&#60;</title>')),

    # Damage
    Case('empty', b'', 'NOT_A_MAP', (1, 1)),
    Case('blank', b' \n\t\r\n', 'NOT_A_MAP', (1, 1)),
    Case('only-declaration', DECLARATION, 'SYNTAX'),
    Case('only-comment', '<!-- nothing -->', 'SYNTAX'),
    Case('cut-in-tag', f'{HEAD}><title', 'SYNTAX'),
    Case('cut-in-attribute', f'{HEAD}><finding prompt="a', 'SYNTAX'),
    Case('cut-in-text', f'{HEAD}><title>a', 'SYNTAX'),
    Case('cut-in-comment', f'{HEAD}><!-- a', 'SYNTAX'),
    Case('cut-in-cdata', f'{HEAD}><title><![CDATA[a', 'SYNTAX'),
    Case('cut-in-instruction', f'{HEAD}><?a b', 'SYNTAX'),
    Case('cut-in-declaration', '<?xml version="1.0" enc', 'SYNTAX'),
    Case('cut-in-entity', f'{HEAD}><title>&am', 'SYNTAX'),
    Case('cut-before-end', f'{HEAD}>\n{TITLE}\n', 'SYNTAX'),
    Case('two-roots', wrap(TITLE) + wrap(TITLE).replace(DECLARATION, ''), 'SYNTAX', (5, 1)),
    Case('text-after-root', wrap(TITLE) + 'more', 'SYNTAX', (5, 1)),
    Case('text-before-root', 'more' + wrap(TITLE), 'NOT_A_MAP', (1, 1)),
    Case('declaration-late', '\n' + wrap(TITLE), 'SYNTAX'),
    Case('declaration-within', wrap('<?xml version="1.0"?>'), 'SYNTAX'),
    Case('tags-crossed', wrap('<lanes><lane></lanes></lane>'), 'SYNTAX', (3, 14)),
    Case('attribute-twice', wrap('<finding prompt="a" prompt="b"/>'), 'SYNTAX'),
    Case('attribute-twice-by-namespace', wrap('<finding xmlns:a="urn:a" xmlns:b="urn:a" a:x="" b:x=""/>'), 'SYNTAX'),
    Case('attribute-bare', wrap('<finding prompt/>'), 'SYNTAX'),
    Case('attribute-without-quotes', wrap('<finding prompt=a/>'), 'SYNTAX'),
    Case('attribute-with-tag', wrap('<finding prompt="<b>"/>'), 'SYNTAX'),
    Case('attributes-joined', wrap('<finding id="a"prompt="b"/>'), 'SYNTAX'),
    Case('prefix-unknown', wrap('<o:x/>'), 'SYNTAX'),
    Case('prefix-of-attribute-unknown', wrap('<finding o:x=""/>'), 'SYNTAX'),
    Case('prefix-undeclared', wrap('<finding xmlns:o=""/>'), 'SYNTAX'),
    Case('prefix-xml-taken', wrap('<finding xmlns:xml="urn:x"/>'), 'SYNTAX'),
    Case('prefix-xmlns-taken', wrap('<finding xmlns:xmlns="urn:x"/>'), 'SYNTAX'),
    Case('colons', wrap('<a:b:c xmlns:a="urn:a"/>'), 'SYNTAX'),
    Case('comment-with-hyphens', wrap('<!-- a -- b -->'), 'SYNTAX'),
    Case('comment-like-tag', wrap('<!-->--><!--->--><title>T</title>')),
    Case('cdata-end-in-text', wrap('<title>a ]]> b</title>'), 'SYNTAX'),
    Case('ampersand-alone', wrap('<title>a & b</title>'), 'SYNTAX'),
    Case('less-alone', wrap('<title>a < b</title>'), 'SYNTAX'),

    # Other files
    Case('other-text', 'Dear all,\nplease find the map attached.', 'NOT_A_MAP', (1, 1)),
    Case('other-json', '{"journey": []}', 'NOT_A_MAP', (1, 1)),
    Case('other-pdf', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'NOT_A_MAP', (1, 1)),
    Case('other-png', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'NOT_A_MAP', (1, 1)),
    Case('other-svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'NOT_A_MAP', (1, 1)),
    Case('other-no-namespace', '<journey-map version="1"/>', 'NOT_A_MAP', (1, 1)),
    Case('other-root', '<map xmlns="urn:waymark:journey-map:1" version="1"/>', 'NOT_A_MAP', (1, 1)),
    Case('other-merge-conflict', f'<<<<<<< HEAD\n{wrap(TITLE)}', 'SYNTAX'),
]
