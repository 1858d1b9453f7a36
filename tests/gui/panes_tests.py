#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside the sheet: the fields of what is selected, and the outline."""

from driver import Editor, expect, run, wait_for

MAP = '''<?xml version="1.0" encoding="UTF-8"?>
<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="en">
  <title>Shoes</title>
  <lanes>
    <lane id="touchpoints" shows="touchpoints">Touchpoints</lane>
    <lane id="emotions" shows="feelings">Emotions</lane>
    <lane id="pains" holds="pain-points">Pains</lane>
  </lanes>
  <stages>
    <stage id="first">
      <name>Finds shoes</name>
      <touchpoint id="advert">
        <name>Advert</name>
      </touchpoint>
    </stage>
  </stages>
</journey-map>
'''
LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'


def language_chosen_and_typed(program):
    with Editor(program, 'language.waymark', MAP) as editor:
        chooser = wait_for('the languages', lambda: editor.find('combo box', 'Language'))
        editor.click(chooser)
        wait_for('the names', lambda: editor.focus_of('list item'))
        editor.type('Deu')
        wait_for('the only one', lambda: editor.find('label', 'Deutsch') and not editor.find('label', 'Dansk'))
        editor.key('Down', 'Return')
        expect('by name', editor.save().get(LANGUAGE), 'de')
        editor.click(chooser)
        wait_for('the search', lambda: any(editor.focus_of(role) for role in ('list item', 'text', 'entry', 'search bar')))
        editor.type('Oth')
        wait_for('the way to others', lambda: editor.find('label', 'Other…') and not editor.find('label', 'Dansk'))
        editor.key('Down', 'Return')
        wait_for('a line to type in', lambda: (focus := editor.focus_of('text')) and focus.name == 'Language')
        editor.key('ctrl+a')
        editor.type('gsw')
        editor.key('Return')
        expect('by code', editor.save().get(LANGUAGE), 'gsw')
        editor.key('ctrl+z', 'ctrl+z')
        expect('undone', editor.save().get(LANGUAGE), 'en')


run([language_chosen_and_typed])
