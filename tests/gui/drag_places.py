# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be dragged in the sample journey, and where to."""


def everything_dragged(editor):
    """A place to begin and one to go to, for each kind of drag."""
    def at(words, across=0.5, down=0.5):
        return editor.middle(editor.item(words), across, down)

    touchpoint = at('Touchpoint Size guide')
    yield 'a touchpoint', touchpoint, at('Touchpoint Confirmation')
    card = at('Card No advice')
    yield 'a card', card, at('Card No delivery')
    yield 'a stage', at('Stage Compares', 0.3), at('Stage Gets help')
    yield 'a lane', at('Lane Thoughts'), at('Lane Opportunities')
    yield 'a phase', at('Phase Discover', 0.3), at('Phase Stay')
    x, y = at('Phase Discover', 1.0)
    yield 'the edge of a phase', (x + 1, y), (x + 250, y)
    x, y = at('Stage Compares', 1.0)
    yield 'the edge of a stage', (x, at('Lane Thoughts')[1] + 14), (x + 40, at('Lane Thoughts')[1] + 14)
    x, y = at('Card Delivery cost', 1.0)
    yield 'the edge of a card', (x - 1, y), (x + 200, y)
    x, y = at('Feeling unsure', 0.5, 0.3)
    yield 'a point of the curve', (x, y), (x, y + 50)
    x, y = at('Lane Pain points')
    yield 'a rubber band', (x + 100, y), (x + 400, y + 80)
    editor.act(editor.canvas, 'canvas.sketch')
    x, y = at('Lane Emotions')
    yield 'a curve in one stroke', (x + 150, y + 40), (x + 700, y - 20)


def things_of_the_rail(editor):
    yield 'a new stage', editor.button('Add a stage'), editor.middle(editor.item('Stage Buys'), 1.0)
    yield 'a new touchpoint', editor.button('Add a touchpoint'), editor.middle(editor.item('Touchpoint Size guide'))
    yield 'a new card', editor.button('Add a card'), editor.middle(editor.item('Card No advice'))
    yield 'the place of an image', editor.button('Add an image'), editor.middle(editor.item('Card No advice'))
