#!/usr/bin/env python3
"""Draws a sample's picture in docs/images: runs the sample in a terminal (tmux) and draws what stands there in the end.

picture-of-a-run.py [SupportTriage | SolutionMarking]
"""
import html
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = (sys.argv + ["SupportTriage"])[1]
COMMAND = f"dotnet run --project samples/{SAMPLE}"
PICTURE = re.sub(r"(?<!^)(?=[A-Z])", "-", SAMPLE).lower()
ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x0f")
COLUMNS, CELL, LINE, MARGIN = 100, 8.4, 18, 16
COLOURS = {"31": "#f47067", "32": "#8ddb8c", "33": "#f0c674", "90": "#768390", "38;5;8": "#768390", "38;5;9": "#f47067",
           "38;5;2": "#8ddb8c", "38;5;10": "#8ddb8c", "38;5;11": "#f0c674", "38;5;3": "#f0c674"}


def tmux(*args: str) -> str:
    return subprocess.run(["tmux", "-L", "querent-picture", *args], check=True, capture_output=True, text=True).stdout


def screen() -> list[str]:
    tmux("new-session", "-d", "-x", str(COLUMNS), "-y", "40", "bash --norc")
    try:
        tmux("send-keys", f"cd '{ROOT}'; PS1='$ '; clear", "Enter")
        time.sleep(1)
        tmux("send-keys", COMMAND, "Enter")
        for _ in range(240):
            time.sleep(0.5)
            lines = tmux("capture-pane", "-e", "-p").rstrip("\n").split("\n")
            if sum(ESCAPE.sub("", line).startswith("$") for line in lines) > 1:   # a prompt may begin by ending a colour
                return [line.rstrip() for line in lines][:-1]
        sys.exit("The run did not end.")
    finally:
        tmux("kill-server")


def spans(line: str, colour: str) -> tuple[str, str]:
    text, column = [], 0
    for part in re.split(r"(\x1b\[[0-9;]*m|\x0f|[│╭╮╰╯┬┴├┼┤])", line):
        if part.startswith("\x1b"):
            code = part[2:-1]
            colour = "#adbac7" if code in ("", "0", "39") else COLOURS.get(code, colour)
        elif part and part != "\x0f":
            # A place and a length of its own: no viewer's font can shift the columns.
            text.append(f'<tspan x="{MARGIN + column * CELL:.1f}" textLength="{len(part) * CELL:.1f}" fill="{colour}">{html.escape(part)}</tspan>')
            column += len(part)
    return "".join(text), colour


def draw(lines: list[str]) -> str:
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    rows, colour = [], "#adbac7"   # a colour goes on over the ends of lines
    for n, line in enumerate(lines):
        text, colour = spans(line, colour)
        if text:
            rows.append(f'<text y="{MARGIN + 13 + n * LINE}" xml:space="preserve">{text}</text>')
    drawn = "\n".join(rows)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#22272e"/>
{drawn}
</svg>
"""


(ROOT / f"docs/images/{PICTURE}.svg").write_text(draw(screen()), encoding="utf-8")
