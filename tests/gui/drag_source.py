#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another program that things are dragged out of, and copied in: drag_source.py text WORDS… | files PATH…"""

import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402

SIZE = 140, 60


def make_content():
    if sys.argv[1] == 'text':
        return Gdk.ContentProvider.new_for_value(GObject.Value(str, '\n'.join(sys.argv[2:])))
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[2:]])
    return Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files))


def main():
    window = Gtk.Window(title='drag source', decorated=False, default_width=SIZE[0], default_height=SIZE[1], child=Gtk.Label(label='Drag me'))
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect('prepare', lambda *_: make_content())
    source.connect('drag-end', lambda *_: print('the drag has ended', flush=True))
    window.add_controller(source)
    window.connect('close-request', lambda _: sys.exit())
    window.present()
    window.get_clipboard().set_content(make_content())
    print('copied', flush=True)
    GLib.MainLoop().run()


main()
