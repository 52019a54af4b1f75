# plat/pdf_child.py: HTML from standard input to a PDF on standard output, in the process that
# plat/jail.c has locked in. Compiled into the program; run as: python3 -I -B -c THIS STYLE
import sys

try:
    import pydyf
    import weasyprint
    from weasyprint import draw
    from weasyprint.text import fonts
except ImportError:
    sys.exit(3)

# It wants a folder for the fonts that come with a page. None does, and nothing may be written.
fonts.mkdtemp = lambda prefix: "/nonexistent"
fonts.rmtree = lambda folder, **_kwargs: None

# Version 57 says wrongly which letters its glyphs are where text runs from right to left, so that
# nobody can search or copy it or have it read aloud. Each line says itself what it says.
draw_line = draw.draw_first_line


def draw_line_said(stream, textbox, *args, **kwargs):
    """Draws a line of text, with the text beside it where that is not plain ASCII."""
    text = getattr(textbox, "text", None) or textbox.pango_layout.text  # pictures have no text box
    if text.isascii():
        return draw_line(stream, textbox, *args, **kwargs)
    said = pydyf.Dictionary({"ActualText": pydyf.String(text)})
    pydyf.Stream.begin_marked_content(stream, "Span", said)
    emojis = draw_line(stream, textbox, *args, **kwargs)
    pydyf.Stream.end_marked_content(stream)
    for font in stream._fonts.values():
        # Nothing, or half a sentence, is no letter; some readers refuse the file for it.
        font.cmap.update((g, "\ufffd") for g, t in font.cmap.items() if not 0 < len(t) < 8)
    return emojis


draw.draw_first_line = draw_line_said


def refuse(url, *_args, **_kwargs):
    """Nothing is fetched, from nowhere: pages carry all that they show."""
    raise ValueError("not fetched")


page = weasyprint.HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=refuse)
style = weasyprint.CSS(string=sys.argv[1], url_fetcher=refuse)
page.write_pdf(sys.stdout.buffer, stylesheets=[style], variant="pdf/ua-1")
