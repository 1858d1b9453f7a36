# SPDX-License-Identifier: GPL-3.0-or-later
"""Maps that contradict themselves, values that do not fit, strange but lawful content."""

from cases import HEAD, Case, stage, wrap


def score(value):
    return stage(f'<touchpoint><feeling persona="anna" score="{value}"/></touchpoint>')


def numbered(text, n):
    return ''.join(text.replace('%', str(i)) for i in range(n))


def colliding(text, n):
    """As numbered(), with ids that the usual hash of strings (times 33, plus the next letter) gives one value."""
    return ''.join(text.replace('%', ''.join('BA' if i >> bit & 1 else 'Ab' for bit in range(n.bit_length()))) for i in range(n))


FOREIGN = ' xmlns:o="urn:o"'
POINT = '<touchpoint id="a"><name>A</name></touchpoint>'

CASES = [
    # Versions
    Case('version-missing', '<journey-map xmlns="urn:waymark:journey-map:1"/>', 'VERSION', (1, 1)),
    Case('version-0', wrap('').replace('version="1"', 'version="0"', 2).replace('<?xml version="0"', '<?xml version="1.0"'), 'VERSION'),
    Case('version-1.5', f'{HEAD}/>'.replace('version="1"', 'version="1.5"'), 'VERSION', (1, 57)),
    Case('version-huge', f'{HEAD}/>'.replace('version="1"', 'version="99999999999999999999"'), 'VERSION', (1, 57)),
    Case('version-of-namespace', '<journey-map xmlns="urn:waymark:journey-map:2" version="2"/>', 'VERSION', (1, 1)),
    Case('version-newer', stage('<touchpoint channel="hologram" state="later" evidence="proven"><feeling persona="nobody" score="9"/>'
                                '<smell/></touchpoint><persona id="x"/>words<card lane="t" for="x y"/>').replace('version="1"', 'version="2"', 2)
         .replace('<?xml version="2"', '<?xml version="1.0"')),

    # Ids
    Case('id-twice', stage('<touchpoint id="s"/>'), 'DUPLICATE_ID', (5, 17)),
    Case('id-twice-100000-times', lambda: wrap('<finding id="f"/>' * 100000), 'DUPLICATE_ID'),
    Case('ids-that-collide', lambda: wrap('<tray>' + colliding('<card id="%"/>', 100000) + '</tray>')),
    Case('ids-that-collide-with-one-twice', lambda: wrap('<tray>' + colliding('<card id="%"/>', 50000) + '<card id="' + 'Ab' * 16 + '"/></tray>'),
         'DUPLICATE_ID'),
    Case('id-empty', wrap('<finding id=""/>'), 'VALUE', (3, 14)),
    Case('id-of-digits', wrap('<finding id="1"/>'), 'VALUE', (3, 14)),
    Case('id-with-blank', wrap('<finding id="a b"/>'), 'VALUE', (3, 14)),
    Case('id-with-colon', wrap('<finding id="a:b"/>'), 'VALUE', (3, 14)),
    Case('id-long', wrap(f'<finding id="{"a" * 101}"/>'), 'VALUE', (3, 14)),
    Case('id-of-100', wrap(f'<finding id="{"a" * 100}"/>')),
    Case('id-of-the-map', wrap('<finding id="map"/>')),
    Case('ids-missing-and-taken', wrap('<finding/><finding id="finding-1"/><finding/><finding id="finding-4"/>')),
    Case('ids-missing-150000', lambda: wrap('<finding/>' * 150000)),
    Case('ids-all-scripts', wrap('<finding id="żółw"/><finding id="地図"/><finding id="карта"/><finding id="خريطة"/>')),

    # References
    Case('reference-dangling', stage('<card lane="nowhere"/>'), 'REFERENCE', (5, 13)),
    Case('reference-of-other-kind', stage('<card lane="s"/>'), 'REFERENCE', (5, 13)),
    Case('reference-to-itself', stage('<touchpoint id="a" replaces="a"/>'), 'REFERENCE', (5, 30)),
    Case('link-to-its-own-start', stage('<touchpoint id="a"><link to="a" kind="loop"/></touchpoint>'), 'REFERENCE', (5, 30)),
    Case('reference-with-blanks', stage(POINT + '<card lane=" t " about="a"/>')),
    Case('reference-of-two', stage(POINT + '<card lane="t t"/>'), 'VALUE'),
    Case('references-dangling-100000', lambda: stage('<card lane="nowhere"/>' * 100000), 'REFERENCE', (5, 13)),
    Case('reference-list-dangling', stage('<touchpoint for="anna nobody"/>'), 'REFERENCE', (5, 18)),
    Case('reference-list-100000', lambda: stage(f'<touchpoint for="{numbered("p% ", 100000)}"/>'), 'REFERENCE', (5, 18)),
    Case('reference-list-twice', stage('<touchpoint for="  anna anna "/>')),
    Case('replaces-in-a-circle', stage('<touchpoint id="a" replaces="b"/><touchpoint id="b" replaces="c"/><touchpoint id="c" replaces="a"/>')),
    Case('replaces-100000', lambda: stage('<touchpoint id="a0"/>' + ''.join(f'<touchpoint id="a{n + 1}" replaces="a{n}"/>' for n in range(100000)))),
    Case('replaces-100000-in-a-circle', lambda: stage('<touchpoint id="a0" replaces="a99999"/>' + ''.join(
        f'<touchpoint id="a{n + 1}" replaces="a{n}"/>' for n in range(99999)))),
    Case('exit-without-target', stage('<touchpoint><link kind="exit"/></touchpoint>')),
    Case('link-without-target', stage('<touchpoint><link/></touchpoint>')),

    # Twins and crowds
    Case('twins', stage('<touchpoint><feeling persona="anna" score="1"/>\n<feeling persona="anna" score="0"/></touchpoint>'), 'DUPLICATE_ID', (6, 1)),
    Case('twins-50000', lambda: stage('<touchpoint>' + '<feeling persona="anna" score="1"/>' * 50000 + '</touchpoint>'), 'DUPLICATE_ID'),
    Case('twins-that-collide', lambda: wrap('<personas>' + colliding('<persona id="%"/>', 40000) + '</personas><stages><stage><touchpoint>' +
                                            colliding('<feeling persona="%"/>', 40000) + '\n<feeling persona="' + 'Ab' * 16 + '"/>'
                                            '</touchpoint></stage></stages>'), 'DUPLICATE_ID', (4, 1)),
    Case('twins-by-sign', wrap('<scale><level score="1"/>\n<level score="+1"/></scale>'), 'DUPLICATE_ID', (4, 1)),
    Case('twins-by-blanks', stage('<touchpoint><feeling persona="anna"/>\n<feeling persona=" anna "/></touchpoint>'), 'DUPLICATE_ID', (6, 1)),
    Case('feelings-of-nobody', stage('<touchpoint><feeling score="1"/><feeling score="1"/></touchpoint>')),
    Case('twins-by-state', stage('<touchpoint><feeling persona="anna"/><feeling persona="anna" state="future"/></touchpoint>')),
    Case('crowd-40000', lambda: wrap('<personas>' + numbered('<persona id="p%"/>', 40000) + '</personas><stages><stage><touchpoint>' +
                                     numbered('<feeling persona="p%" score="1"/>', 40000) + '</touchpoint></stage></stages>')),
    Case('kinds-in-turn-100000', lambda: stage('<touchpoint>' + '<link kind="exit"/><metric/><evidence/><!--a-->' * 40000 + '</touchpoint>')),
    Case('cards-1000000', lambda: stage('<card lane="t">a</card>' * 1000000), 'UNSAFE'),
    Case('cards-190000', lambda: stage('<card lane="t">a</card>' * 190000)),
    Case('cards-190000-with-attributes-of-others', lambda: wrap('<tray>' + '<card o:a=""/>' * 190000 + '</tray>', FOREIGN)),

    # Numbers
    *[Case(f'number-{name}', score(value), 'VALUE', (5, 44)) for name, value in (
        ('nan', 'NaN'), ('inf', 'INF'), ('1e308', '1e308'), ('1e0', '1e0'), ('hexadecimal', '0x1'), ('comma', '1,5'), ('signs', '+-1'), ('point', '.'),
        ('point-first', '.5'), ('point-last', '1.'), ('beyond', '2.01'), ('below', '-2.01'), ('exact', '1.005'), ('arabic', '١'), ('blank', '1 0'),
        ('words', 'one'), ('minus', '−1'), ('400-digits', '1' * 400))],
    Case('number-minus-0', score('-0.00')),
    Case('number-zeros', score('+' + '0' * 500 + '1.5' + '0' * 500)),
    Case('number-blanks', score(' 1.5\n')),

    # Other values
    Case('choice-unknown', stage('<touchpoint channel="webiste"/>'), 'VALUE', (5, 22)),
    Case('choice-capital', stage('<touchpoint channel="Website"/>'), 'VALUE', (5, 22)),
    Case('choice-long', lambda: stage(f'<touchpoint channel="{"x" * 500000}"/>'), 'VALUE', (5, 22)),
    Case('date-impossible', wrap('', ' changed="2026-02-30"'), 'VALUE', (2, 69)),
    Case('date-backwards', wrap('', ' changed="03.11.2026"'), 'VALUE', (2, 69)),
    Case('colour-name', wrap('', ' brand="red"'), 'VALUE', (2, 67)),
    Case('flag-true', wrap('<lanes><lane hidden="true"/></lanes>'), 'VALUE', (3, 22)),
    Case('flag-no', wrap('<lanes><lane hidden="no"/></lanes>')),
    Case('values-wrong-100000', lambda: wrap('<lanes>' + '<lane hidden="x" holds="y" shows="z"/>' * 100000 + '</lanes>'), 'VALUE'),
    Case('attributes-unknown-300000', lambda: wrap('<lanes>' + '<lane x="" y="" z=""/>' * 100000 + '</lanes>')),
    Case('space-wrong', wrap('<title xml:space="keep"> a </title>'), 'VALUE', (3, 19)),
    Case('faults-of-all-kinds', lambda: stage('<touchpoint channel="x" state="y"/><card lane="q"/><o/>words' * 3000), 'VALUE'),

    # Places
    Case('place-wrong', stage('<persona/>'), 'VALUE', (5, 1)),
    Case('place-without-wrapper', wrap('<lane holds="notes"/>'), 'VALUE', (3, 1)),
    Case('place-root-within', wrap(f'{HEAD}/>')),
    Case('wrapper-twice', wrap('<lanes/><lanes/>'), 'VALUE', (3, 9)),
    Case('field-twice', wrap('<title>A</title><title>B</title>'), 'VALUE', (3, 17)),
    Case('text-in-map', wrap('words'), 'VALUE', (3, 1)),
    Case('text-in-wrapper', wrap('<lanes>\n words<lane/></lanes>'), 'VALUE', (4, 2)),
    Case('text-in-stage', stage('<name>A</name> words'), 'VALUE', (5, 16)),
    Case('element-unknown', stage('<odour strong="yes">smoke</odour>')),
    Case('element-in-field', wrap('<title>A <b xmlns="http://www.w3.org/1999/xhtml">bold</b> title</title>')),
    Case('lane-of-both', wrap('<lanes><lane holds="notes" shows="metrics"/><lane/></lanes>')),
    Case('order-reversed', '<?xml version="1.0"?>' + HEAD + '><tray><card/></tray><stages><stage><card/><touchpoint/><metric/><name>N</name></stage></stages>'
         '<phases><phase/></phases><personas><persona><need/><quote>Q</quote><name>P</name></persona></personas><title>T</title></journey-map>'),
    Case('empty-map', f'{HEAD}/>'),
    Case('empty-everything', wrap('<title/><scale/><sources/><personas><persona/></personas><phases/><lanes/><stages><stage><touchpoint>'
                                  '<truth/><feeling/></touchpoint></stage></stages><tray/><images/>')),

    # Text
    Case('text-bidi', wrap('<title>\u202eabc\u2066def\u2069 \u200fשלום \u061cمرحبا</title>')),
    Case('text-joined', wrap('<title>👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 क्षि \u200b\u2060\ufeff</title>')),
    Case('text-combining-100000', lambda: wrap(f'<title>a{chr(0x301) * 100000}</title>')),
    Case('text-line-ends', wrap('<title>a\rb\r\nc\n\rd\u0085e\u2028f</title>').replace('\n', '\r\n')),
    Case('text-carriage-returns', wrap('<title xml:space="preserve">&#13;\r\n&#13;&#10; </title><finding prompt="&#13;&#10;&#9; a\n\tb "/>')),
    Case('text-of-blanks', wrap('<title xml:space="preserve">   </title><finding xml:space="preserve">\n\n</finding><finding>  \n </finding>')),
    Case('text-mixed', stage('<card lane="t">a <!-- b --> c\n <evidence>d</evidence> e <![CDATA[ <f> ]]> &lt;g&gt; <o:h xmlns:o="urn:o"> i </o:h> j</card>')),
    Case('text-mixed-preserved', stage('<card lane="t" xml:space="preserve"> a <!-- b --> c\n <evidence>d</evidence> <evidence xml:space="default"> e </evidence> f </card>')),
    Case('space-inherited', wrap('<title> a </title><finding> b </finding><tray><card> c <evidence> d </evidence></card></tray>', ' xml:space="preserve"')),

    # What others add
    Case('others-everywhere', f'<!-- 1 --><?p 2?>{HEAD}{FOREIGN}>'
         '<!-- 3 --><o:a/><title o:t="1" t="2">T<o:b xmlns:q="urn:q"><q:c/></o:b></title><!-- 4 --><o:c/><goal xmlns:z="urn:z" z:z="1"><!-- 5 --><z:z/></goal>'
         '<?p 6?><lanes o:l="1" l="2"><!-- 7 --><lane o:m="1">L<!-- 8 --><o:d/></lane><!-- 9 --><o:e/></lanes><!-- 10 -->'
         '<stages><stage><o:f/><name>N</name><o:g/><touchpoint><o:h/><name>N</name><!-- 11 --></touchpoint><o:i/></stage></stages>'
         '<images o:p="1"><!-- 12 --></images><!-- 13 --></journey-map><!-- 14 --><?p 15?>'),
    Case('others-default-namespace', wrap('<x xmlns="urn:x"><y/><journey-map xmlns="urn:waymark:journey-map:1" version="1"><title>a</title></journey-map></x>')),
    Case('others-by-prefix', '<w:journey-map xmlns:w="urn:waymark:journey-map:1" version="1" xmlns="urn:x"><a><b/></a><w:title>T</w:title>'
         '<w:stages xmlns=""><n/><w:stage xmlns="urn:y"><m/></w:stage></w:stages></w:journey-map>'),
    Case('others-prefix-changed', wrap('<o:a/><stages xmlns:o="urn:p"><o:b/><stage xmlns:o="urn:q"><o:c o:d="1"/></stage></stages><o:e/>', FOREIGN)),
    Case('others-prefix-in-field', wrap('<title xmlns:i="urn:i" xmlns:j="urn:j">a<i:b j:c="1"><i:d xmlns:i="urn:k"/></i:b></title>')),
    Case('others-attribute-in-our-namespace', wrap('<finding w:id="1" xmlns:w="urn:waymark:journey-map:1"/>')),
    Case('others-cdata', wrap('<o:a><![CDATA[ <b> & ]]]]><![CDATA[> ]]><?p ?><!-- <o:a> --></o:a>', FOREIGN)),
    Case('others-quotes', wrap('<o:a b=\'"<\' c="\'>"/>'.replace('<\'', '&lt;\''), FOREIGN)),
    Case('others-carriage-returns', wrap('<o:a b="&#13;&#10;\r\n\t">&#13;\r\n\r</o:a>', FOREIGN)),
    Case('others-long-prolog', '<!-- ' + 'licence ' * 40 + '-->\n<?p a?>\n<!-- ' + 'and more ' * 40 + '-->\n<?q b?>\n' + HEAD + '><title>T</title></journey-map>'),
    Case('others-long-prolog-without-title', '<!-- ' + 'licence ' * 90 + '-->' + HEAD + '><!-- x --><finding/></journey-map>'),
    Case('others-xml-attributes', wrap('<finding xml:lang="pl" xml:base="file:///" xml:id="q"/>')),
]
