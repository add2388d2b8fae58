"""Ask about the score: a language model answers a question about the selection.

The selection is described as text (``describe``), and that text, the question and a few lines of instructions are
all that is sent. The dry run shows them and sends nothing.
"""

import json
import re

from postlude.errors import PluginError, UsageError

WHOLE = 4096  # EDU
LIMIT = 60_000  # characters; some 25,000 tokens
MODEL, TEMPERATURE, TIMEOUT = "gpt-4o-mini", 0, 60

INSTRUCTIONS = """\
You answer a question about a piece of music. All that you know of it is the description that follows; where it does \
not hold the answer, say so. Name the measures and staves that you speak of. Be brief.

How to read the description: each staff is given measure by measure (m1, m2 ...). Pitches are as written for the \
player, C4 being middle C on a staff that does not transpose. D4:4 is a quarter note, :2 a half, :8 an eighth, a dot \
after it a dot, [D3 A3]:2 a chord, r:4 a rest, ~ a tie to the next note, *2/3 a duration in a tuplet (the part of it \
that sounds), (C5:8) a grace note, ! a hidden one, x:4 an unpitched note, ?:4 a note without a known pitch. L2: begins \
a further layer, v2 a note of a second voice in it. Words in quotes are expressions, @ is the beat where they stand. \
Clef, key and time signature stand in brackets where they change."""

CLEFS = (
    "treble", "alto", "tenor", "bass", "percussion", "treble 8vb", "bass 8vb", "baritone", "French violin",
    "baritone C", "mezzosoprano", "soprano", "percussion", "treble 8va", "bass 8va", "none", "tab", "tab",
)  # fmt: skip
MAJOR = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
MINOR = ["Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"]
DYNAMICS = re.compile(r"[pmfrszn]+")
SMUFL_DYNAMICS = (
    "p m f r s z n pppppp ppppp pppp ppp pp mp mf pf ff fff ffff fffff ffffff fp fz sf sfp sfpp sfz sfzp sffz"
)
# Characters of Maestro and the other music fonts of Finale before SMuFL.
MAESTRO_DYNAMICS = {
    "¸": "ppp", "¹": "pp", "P": "mp", "F": "mf", "Ä": "ff", "ì": "fff", "ê": "fp", "S": "sf", "§": "sfz",
}  # fmt: skip
# Glyphs of SMuFL fonts that have a meaning in words.
GLYPHS = {
    **dict(enumerate(SMUFL_DYNAMICS.split(), 0xE520)),
    0xECA2: "whole", 0xECA3: "half", 0xECA5: "quarter", 0xECA7: "8th", 0xECA9: "16th", 0xECB7: "dotted",
}  # fmt: skip


def plugindef(finaleplugin):
    finaleplugin.RequireSelection = True
    finaleplugin.NoStore = True
    finaleplugin.ExecuteHttpsCalls = True
    finaleplugin.IgnoreReturnValue = True
    finaleplugin.Author = "The Postlude authors"
    finaleplugin.Version = "1.0"
    finaleplugin.CategoryTags = "Report"
    finaleplugin.AdditionalMenuOptions = "Ask about the Score (Dry Run)"
    finaleplugin.AdditionalUndoText = "Dry Run"
    finaleplugin.AdditionalDescriptions = "Shows what would be sent, and sends nothing"
    finaleplugin.AdditionalPrefixes = "ask_score_dry_run = true"
    return "Ask about the Score", "Ask about the Score", "Answers a question about the selection with OpenAI"


def run(finale, finenv, openai, prefix):
    question = setting(prefix, "question", None, str)
    if not question or not question.strip():
        raise UsageError(
            'there is no question: put `ask_score_question = "..."` into a prefix, and name it with --prefix'
        )
    limit = setting(prefix, "limit", LIMIT, (int, float))
    description = describe(finale, finenv.Region(), setting(prefix, "lyrics", True, bool))
    if len(description) > limit:
        raise UsageError(
            f"the description of the selection has {len(description):,} characters, more than {limit:,}: select less, "
            "such as --select m1-16:s1-4, or set ask_score_limit in the prefix"
        )
    request = {
        "model": setting(prefix, "model", MODEL, str),
        "messages": [
            {"role": "system", "content": INSTRUCTIONS},
            {"role": "user", "content": f"{description}\n\nThe question: {question.strip()}"},
        ],
    }
    # `false` is for models that take no temperature.
    temperature = setting(prefix, "temperature", TEMPERATURE, (int, float))
    if temperature is not False:
        request["temperature"] = temperature
    if setting(prefix, "dry_run", False, bool):
        print(f"Nothing was sent. This would be, to {request['model']}:")
        for message in request["messages"]:
            print(f"\n--- {message['role']} ---\n{message['content']}")
        return {"question": question, "dry_run": True, "request": request}
    timeout = setting(prefix, "timeout", TIMEOUT, (int, float))
    success, response = openai.create_chat(
        request["model"], request["messages"], request.get("temperature"), timeout
    )
    if not success:
        raise PluginError(f"there is no answer: {response}")
    answer = reply_of(response)
    if answer is None:
        raise PluginError(f"there is no answer: the reply holds no text ({json.dumps(response)[:200]})")
    print(answer)
    return {"question": question, "answer": answer, "usage": response.get("usage")}


def setting(prefix, name, default, kinds):
    """A global of the prefixes. Raises UsageError, naming it, if it is of another kind."""
    value = prefix.get(f"ask_score_{name}")
    if value is None:
        return default
    if not isinstance(value, kinds):
        wanted = {str: "a text", bool: "true or false"}.get(kinds, "a number")
        raise UsageError(f"ask_score_{name} must be {wanted}, not {value!r}")
    return value


def reply_of(response):
    """The text of the model's reply, or None."""
    try:
        content = response["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return None
    return content.strip() or None if isinstance(content, str) else None


def describe(finale, region, with_lyrics=True):
    """The selection as text: its staves measure by measure, expressions for all staves, the lyrics."""
    first, last = region.StartMeasure, region.EndMeasure
    numbers = [region.CalcStaffNumber(slot) for slot in range(region.StartSlot, region.EndSlot + 1)]
    lines = [f"Measures {first} to {last} of {count_measures(finale)}, {len(numbers)} of the score's staves."]
    texts = expressions_of(finale, region)
    general = [text for staff, places in texts.items() if staff not in numbers for text in places]
    if general:
        lines += ["", "For all staves:"]
        lines += [f"m{measure}: {quoted}" for measure, quoted in general]
    for number in numbers:
        lines += ["", *StaffText(finale, region, number, texts.get(number, [])).lines()]
    lyrics = lyrics_of(finale) if with_lyrics else []
    if lyrics:
        lines += ["", "Lyrics of the whole score:", *lyrics]
    return "\n".join(lines)


def count_measures(finale):
    measures = finale.FCMeasures()
    return measures.LoadAll()


def plain(finale, string):
    """A text without its Enigma commands, on one line."""
    if string is None:
        return ""
    copy = finale.FCString()
    copy.LuaString = re.sub(r"\^rehearsal\(\)", "(rehearsal mark)", string.LuaString)
    copy.TrimEnigmaTags()
    text = re.sub(r"[\ue000-\uf8ff]", " ", copy.LuaString.translate(GLYPHS))
    return " ".join(text.split())


def expressions_of(finale, region):
    """Visible text expressions by staff: (measure, quoted text with its beat)."""
    loaded = finale.FCExpressions()
    loaded.LoadAllForRegion(region)
    found = {}
    for expression in sorted(loaded, key=lambda one: (one.Measure, one.MeasurePos)):
        definition = expression.CreateTextExpressionDef()
        if definition is None or not expression.Visible:
            continue
        text = plain(finale, definition.CreateTextString())
        if definition.CategoryID == finale.DEFAULTCATID_DYNAMICS and not DYNAMICS.fullmatch(text):
            # A glyph of a font that is not SMuFL: "mezzo forte (velocity = 75)" says what it means.
            described = re.sub(r"\s*\(.*", "", definition.CreateDescription().LuaString)
            text = described or MAESTRO_DYNAMICS.get(text, text)
        if not text:
            continue
        staff = max(expression.Staff, 1)
        beat = beat_of(finale.FCCell(expression.Measure, staff), expression.MeasurePos)
        found.setdefault(expression.Staff, []).append((expression.Measure, f'"{text}"@{beat:g}'))
    return found


def beat_of(cell, position):
    return round(1 + position / max(cell.TimeSignature.CalcSmallestBeatDuration(), 1), 3)


def lyrics_of(finale):
    lines = []
    for kind in ("Verse", "Chorus", "Section"):
        text = getattr(finale, f"FC{kind}LyricsText")()
        found = text.LoadFirst()
        while found:
            words = plain(finale, text.CreateString())
            if words:
                lines.append(f"{kind.lower()} {text.ItemNo}: {words}")
            found = text.LoadNext()
    return lines


class StaffText:
    """The lines about one staff."""

    def __init__(self, finale, region, number, texts):
        self.finale, self.region, self.number, self.texts = finale, region, number, texts
        self.staff = finale.FCStaff()
        self.staff.Load(number)
        self.pitched = self.staff.NotationStyle == finale.STAFFNOTATION_NORMAL

    def lines(self):
        name = " ".join(self.staff.CreateDisplayFullNameString().LuaString.split()) or "without a name"
        before = self.signatures(self.region.StartMeasure)
        yield f"Staff {self.number}: {name}; {', '.join(before)}{self.transposition()}"
        empty = []
        for measure in range(self.region.StartMeasure, self.region.EndMeasure + 1):
            now = self.signatures(measure)
            changes = [f"[{new}]" for new, old in zip(now, before, strict=True) if new != old]
            music = [*self.layers(measure), *(text for place, text in self.texts if place == measure)]
            before = now
            if not music and not changes:
                empty.append(measure)
                continue
            yield from nothing_in(empty)
            empty = []
            yield f"m{measure}: {' '.join([*changes, *music])}"
        yield from nothing_in(empty)

    def transposition(self):
        interval, fifths = self.staff.TransposeInterval, self.staff.TransposeAlteration
        if not (interval or fifths):
            return ""
        # The nearest multiple of an octave to the diatonic interval that these fifths lead to.
        semitones = fifths * 7 + 12 * round((interval * 12 / 7 - fifths * 7) / 12)
        side = "higher" if semitones < 0 else "lower"
        return f"; sounds {abs(semitones)} semitones {side} than written" if semitones else ""

    def signatures(self, measure):
        """Clef, written key and time at the beginning of a measure."""
        cell = self.finale.FCCell(measure, self.number)
        clef = cell.CalcClefIndexAt(0)
        time = self.finale.FCString()
        cell.TimeSignature.MakeString(time)
        return (
            f"clef {CLEFS[clef] if clef < len(CLEFS) else clef}",
            f"key {self.key_name(cell.KeySignature)}",
            f"time {time.LuaString}",
        )

    def key_name(self, key):
        if not key.IsPredefined():
            return "of its own kind"
        fifths = key.CalcSharps() - key.CalcFlats()
        if not self.staff.TransposeChromatic:
            fifths += self.staff.TransposeAlteration
        while abs(fifths) > 7:
            fifths += 12 if fifths < 0 else -12
        return f"{MINOR[fifths + 7]} minor" if key.IsMinor() else f"{MAJOR[fifths + 7]} major"

    def layers(self, measure):
        entries = self.finale.FCNoteEntryCell(measure, self.number)
        if not entries.Load():
            return []
        cell = self.finale.FCCell(measure, self.number)
        layers = {}
        for entry in entries:
            if self.region.IsEntryPosWithin(entry):
                layers.setdefault(entry.LayerNumber, []).append(self.entry(entry, cell.KeySignature))
        return [
            f"L{layer}: {' '.join(words)}" if layer > 1 else " ".join(words)
            for layer, words in sorted(layers.items())
        ]

    def entry(self, entry, key):
        pitches, tie = ["r"], ""
        if entry.IsNote():
            tied = [note.Tie for note in entry]
            tie = "~" if all(tied) else ""
            pitches = [
                self.pitch(note, key) + ("~" if one and not tie else "")
                for note, one in zip(entry, tied, strict=True)
            ]
        text = f"[{' '.join(pitches)}]" if len(pitches) > 1 else "".join(pitches)
        text += f":{duration(entry.Duration)}"
        if entry.GraceNote:
            text = f"({text})"
        elif entry.ActualDuration != entry.Duration and entry.Duration:
            text += f"*{fraction(entry.ActualDuration, entry.Duration)}"
        return ("v2 " if entry.Voice2 else "") + text + tie + ("" if entry.Visible else "!")

    def pitch(self, note, key):
        if not self.pitched:
            return "x"
        if not key.IsPredefined():
            return "?"
        written = self.finale.FCString()
        note.GetString(written, key, False, True)
        return written.LuaString


def nothing_in(measures):
    if measures:
        span = f"m{measures[0]}" if len(measures) == 1 else f"m{measures[0]}-{measures[-1]}"
        yield f"{span}: empty"


def duration(edu):
    """A written duration: "4." is a dotted quarter, "1/2" twice a whole note."""
    head = 1 << (edu.bit_length() - 1) if edu > 0 else 0
    for dots in range(4):
        if head and edu == 2 * head - (head >> dots):
            return (f"{WHOLE // head}" if head <= WHOLE else f"1/{head // WHOLE}") + "." * dots
    return f"{edu} of 4096"


def fraction(actual, written):
    """What a tuplet makes of a duration: "2/3"."""
    from fractions import Fraction

    nearest = Fraction(actual, written).limit_denominator(32)
    return f"{nearest.numerator}/{nearest.denominator}"
