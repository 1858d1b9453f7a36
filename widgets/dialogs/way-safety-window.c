/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-safety-window.h"

#define WIDTH 620
#define HEIGHT 640

static const struct
{
  const char *heading;
  const char *text;
} sections[] = {
  { N_ ("What Waymark promises"),
    N_ ("A successful Save is on disk; a failed Save changes nothing and says why; a crash or kill loses no finished action, a power cut at most one second; "
        "any file opens, or is refused within 2 s and 200 MB with line and column; undo always returns the exact document.") },
  { N_ ("After a crash"),
    N_ ("At the next start you are offered what was not saved, with its time, its place and a picture: restore it, compare it with the file, or discard it. "
        "What you leave is offered again until you save that map; then you find it among its versions.") },
  { N_ ("Two windows, one map"),
    N_ ("Only one program saves a map. The second one says that the map is open elsewhere; there you can take over, or save under another name. "
        "The lock follows a file that is renamed and ends with its program, however that ends. It holds on this computer.") },
  { N_ ("When others change the file"),
    N_ ("You are told, and nothing that you have not seen is replaced. Reload what is new, keep yours, save a copy, or merge: "
        "what both sides changed is shown piece by piece. Reload and Merge are steps that you can undo.") },
  { N_ ("Disks that are full, read-only or slow"),
    N_ ("The message says which file and why. The old file stays whole, the map stays marked as not saved, and Save As leads to another place. "
        "While a disk takes its time you work on; the window says that it is saving.") },
  { N_ ("Maps on servers"),
    N_ ("They open and are saved by their address. The new map is written whole beside the old one and takes its place after a last look whether others have changed it. "
        "Servers know no locks and tell of nothing: Waymark looks when you come back to the window and before each save. "
        "Two people who save in the very same moment may miss each other; then the later one counts.") },
  { N_ ("Versions"),
    N_ ("The map as it was at earlier saves is kept on this computer: all of the last hour, then ever fewer. Versions… shows them, and brings one back or opens it as a copy.") },
};

static GtkWidget *
make_label (const char *text,
            const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (page, "safety-page");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      gtk_box_append (GTK_BOX (page), make_label (_ (sections[i].heading), "section-title"));
      gtk_box_append (GTK_BOX (page), make_label (_ (sections[i].text), i == 0 ? "safety-promise" : "safety-text"));
    }
  return page;
}

GtkWidget *
way_safety_window_new (GtkWindow *parent)
{
  GtkWidget          *window = g_object_new (GTK_TYPE_WINDOW, "title", _ ("How Your Work Is Kept"), "transient-for", parent, "modal", TRUE,
                                             "destroy-with-parent", TRUE, "default-width", WIDTH, "default-height", HEIGHT, NULL);
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_page ());
  /* So that the page can be read with the keys. */
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  return window;
}
