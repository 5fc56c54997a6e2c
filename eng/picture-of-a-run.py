#!/usr/bin/env python3
"""Draws docs/images/support-triage.svg: runs the quick start in a terminal (tmux) and draws what stands there in the end."""
import html
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMAND = "dotnet run --project samples/SupportTriage"
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
            if sum(line.startswith("$") for line in lines) > 1:
                return [line.rstrip() for line in lines][:-1]
        sys.exit("The run did not end.")
    finally:
        tmux("kill-server")


def spans(line: str) -> str:
    text, colour, column = [], "#adbac7", 0
    for part in re.split(r"(\x1b\[[0-9;]*m|\x0f|[│╭╮╰╯┬┴])", line):
        if part.startswith("\x1b"):
            code = part[2:-1]
            colour = "#adbac7" if code in ("", "0", "39") else COLOURS.get(code, colour)
        elif part and part != "\x0f":
            # A place and a length of its own: no viewer's font can shift the columns.
            text.append(f'<tspan x="{MARGIN + column * CELL:.1f}" textLength="{len(part) * CELL:.1f}" fill="{colour}">{html.escape(part)}</tspan>')
            column += len(part)
    return "".join(text)


def draw(lines: list[str]) -> str:
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    rows = "\n".join(f'<text y="{MARGIN + 13 + n * LINE}" xml:space="preserve">{spans(line)}</text>' for n, line in enumerate(lines) if line)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#22272e"/>
{rows}
</svg>
"""


(ROOT / "docs/images/support-triage.svg").write_text(draw(screen()), encoding="utf-8")
