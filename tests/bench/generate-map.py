#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a made-up map of a given number of touchpoints: the same number always gives the same file.

It has what real maps have, in the shares of the finished examples: a word for each feeling of one persona, another
feeling for the future here and there, a thought, a pain point or an opportunity at every third touchpoint, and now and
then a metric, evidence, a link back and a moment of truth. The words are Polish in one stage and English in the next.
"""

import argparse
import random

import words

STAGES = {20: 8, 100: 12, 1000: 40, 10000: 100}
CARD_LANES = ('thoughts', 'pains', 'chances')

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<journey-map xmlns="urn:waymark:journey-map:1" version="1" xml:lang="pl" industry="e-commerce" edition="3" \
changed="2026-11-03" review-by="2027-02-01"{arrangement}>
  <title>Podróż klienta przez {touchpoints} punktów styku</title>
  <goal>Znaleźć miejsca, w których klienci rezygnują, i to, co sprawia, że wracają</goal>
  <owner>Zespół sklepu</owner>
  <finding id="f1">Niepewny rozmiar i ukryty koszt dostawy zniechęcają nowych klientów</finding>
  <finding id="f2" about="t{middle}">71 % koszyków kończy tutaj</finding>
  <sources>
    <source id="s1" kind="survey" date="2026-10-12" sample="214">Ankieta po zakupie</source>
    <source id="s2" kind="analytics" date="2026-10-20" sample="8400">Analityka sklepu, trzeci kwartał</source>
  </sources>
  <personas>
    <persona id="anna">
      <name>Anna Nowak</name>
      <role>34 lata, pierwszy zakup w sklepie, biega dwa razy w tygodniu</role>
      <quote>Chcę tylko wiedzieć, że pasują, zanim zapłacę.</quote>
      <need id="n1">porada w sprawie rozmiaru</need>
      <need id="n2">konkretny termin dostawy</need>
    </persona>
  </personas>
  <phases>
    <phase id="discover">Odkrycie</phase>
    <phase id="experience">Doświadczenie</phase>
    <phase id="stay">Lojalność</phase>
  </phases>
  <lanes>
    <lane id="touchpoints" shows="touchpoints" hint="gdzie się spotykamy">Punkty styku</lane>
    <lane id="emotions" shows="feelings">Emocje</lane>
    <lane id="thoughts" holds="thoughts" hint="jej słowami">Myśli</lane>
    <lane id="pains" holds="pain-points" hint="co boli">Punkty bólu</lane>
    <lane id="chances" holds="opportunities" hint="co zmienić">Szanse</lane>
    <lane id="metrics" shows="metrics" hint="skąd to wiemy">Wskaźniki</lane>
  </lanes>
  <stages>
"""

FOOT = """  </stages>
</journey-map>
"""


def score_text(score):
    return f'{round(score, 1) + 0.0:g}'


class Generator:
    """Makes the parts of one map; the numbers of a kind run through the whole map."""

    def __init__(self, touchpoints, stages):
        self.random = random.Random(touchpoints)
        self.touchpoints = touchpoints
        self.stages = stages
        self.lines = []
        self.score = 0.5
        self.cards = 0

    def phrase(self, polish, least, most):
        chosen = self.random.choices(words.POLISH if polish else words.ENGLISH, k=self.random.randint(least, most))
        text = ' '.join(chosen)
        return text[0].upper() + text[1:]

    def add_touchpoint(self, number, polish):
        draw = self.random
        evidence = draw.choice(('', '', ' evidence="assumed"', ' evidence="partly"', ' evidence="researched"'))
        self.lines += [
            f'      <touchpoint id="t{number}" channel="{draw.choice(words.CHANNELS)}"{evidence}>',
            f'        <name>{self.phrase(polish, 2, 4)}</name>',
            f'        <description>{self.phrase(polish, 8, 12)}</description>',
        ]
        if number % max(10, self.touchpoints // 8) == 7:
            self.lines.append(f'        <truth>{self.phrase(polish, 5, 8)}</truth>')
        self.add_feelings(number, polish)
        if number % 9 == 4:
            self.lines.append(f'        <evidence id="e{number}" source="s1">{self.phrase(polish, 4, 8)}</evidence>')
        if number % 8 == 5:
            value, trend = draw.randint(1, 99), draw.choice(('up', 'down', 'flat'))
            self.lines.append(f'        <metric id="m{number}" value="{value}" unit="%" trend="{trend}" good="down" '
                              f'source="s2">{self.phrase(polish, 1, 3)}</metric>')
        if number % 25 == 19:
            self.lines.append(f'        <link id="k{number}" to="t{number - 3}" kind="loop"/>')
        self.lines.append('      </touchpoint>')

    def add_feelings(self, number, polish):
        draw = self.random
        names = words.POLISH_FEELINGS if polish else words.ENGLISH_FEELINGS
        # Moods come and go in waves: the next score is near the one before.
        self.score = min(2.0, max(-2.0, self.score * 0.8 + draw.uniform(-0.9, 0.9)))
        has_future = number % 5 == 2
        state = ' state="current"' if has_future else ''
        self.lines.append(f'        <feeling id="g{number}" persona="anna" score="{score_text(self.score)}"{state}>'
                          f'{draw.choice(names)}</feeling>')
        if has_future:
            better = score_text(min(2.0, self.score + 0.8))
            self.lines.append(f'        <feeling id="u{number}" persona="anna" score="{better}" state="future">'
                              f'{draw.choice(names)}</feeling>')

    def add_card(self, number, polish):
        lane = CARD_LANES[self.cards % len(CARD_LANES)]
        self.cards += 1
        score = f' value="{self.random.randint(1, 5)}" effort="{self.random.randint(1, 5)}"' if lane == 'chances' else ''
        self.lines.append(f'      <card id="c{number}" lane="{lane}" about="t{number}"{score}>'
                          f'{self.phrase(polish, 5, 10)}</card>')

    def add_stage(self, stage):
        first = -(-stage * self.touchpoints // self.stages)
        end = -(-(stage + 1) * self.touchpoints // self.stages)
        phase = ('discover', 'experience', 'stay')[stage * 3 // self.stages]
        polish = stage % 2 == 0
        path = ' path-to-purchase="yes"' if phase == 'discover' else ''
        self.lines += [
            f'    <stage id="st{stage}" phase="{phase}"{path}>',
            f'      <name>{self.phrase(polish, 1, 2)}</name>',
        ]
        for number in range(first, end):
            self.add_touchpoint(number, polish)
        for number in range(first, end):
            if number % 3 == 0:
                self.add_card(number, polish)
        self.lines.append('    </stage>')

    def write(self, file):
        arrangement = ' arrangement="stacked"' if self.touchpoints >= 100 else ''
        file.write(HEAD.format(arrangement=arrangement, touchpoints=self.touchpoints, middle=self.touchpoints // 2))
        for stage in range(self.stages):
            self.add_stage(stage)
        file.write('\n'.join(self.lines) + '\n')
        file.write(FOOT)


def generate(path, touchpoints):
    stages = STAGES.get(touchpoints) or max(1, min(100, touchpoints // 10))
    with open(path, 'w', encoding='utf-8') as file:
        Generator(touchpoints, stages).write(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('touchpoints', type=int)
    parser.add_argument('path')
    given = parser.parse_args()
    generate(given.path, given.touchpoints)


if __name__ == '__main__':
    main()
