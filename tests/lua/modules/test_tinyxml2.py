"""The global `tinyxml2`, and the loops over XML, as scripts use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlude.errors import LimitError
from postlude.lua.services import Limits

from ...conftest import shared_path
from .conftest import Lua, World

PARSED = "local xml = tinyxml2.XMLDocument() assert(xml:Parse(...) == tinyxml2.XML_SUCCESS) "
ROOT = PARSED + "local root = xml:RootElement() "


def on(lua: Lua, text: str, source: str) -> object:
    """The results of a chunk that finds `xml` and `root`."""
    return lua(ROOT + source, text)


# The namespace


def test_the_namespace_holds_the_classes_and_the_constants(lua: Lua) -> None:
    names = lua(
        "local all = {} for name in pairs(tinyxml2) do all[#all + 1] = name end return all"
    ).to_python()
    assert {name.decode() for name in names if name.startswith(b"XML") and b"_" not in name} == {
        *(
            "XMLAttribute",
            "XMLComment",
            "XMLDeclaration",
            "XMLDocument",
            "XMLElement",
            "XMLHandle",
            "XMLNode",
        ),
        *("XMLPrinter", "XMLText", "XMLUnknown", "XMLVisitor"),
    }
    assert lua(
        "return tinyxml2.XML_CAN_NOT_CONVERT_TEXT, tinyxml2.COLLAPSE_WHITESPACE, tinyxml2.nothing"
    ) == [
        *(16, 1, None),
    ]


def test_every_known_constant_has_its_value(lua: Lua) -> None:
    import json

    known = json.loads((shared_path() / "reference" / "constants.json").read_text("utf-8"))["tinyxml2"]
    assert len(known) > 20
    assert {name: lua(f"return tinyxml2.{name}") for name in known} == known


def test_a_class_says_its_name(lua: Lua) -> None:
    source = """local xml = tinyxml2.XMLDocument()
        local element = xml:NewElement("a")
        element:SetAttribute("b", "c")
        local names = {}
        for _, object in ipairs { xml, element, element:FirstAttribute(), xml:NewText("t"), xml:NewComment("c"),
            xml:NewDeclaration(), xml:NewUnknown("u"), tinyxml2.XMLHandle(xml), tinyxml2.XMLPrinter(),
            xml:InsertEndChild(element) } do
            names[#names + 1] = object:ClassName()
        end
        return table.concat(names, " ")"""
    assert lua(source) == (
        b"XMLDocument XMLElement XMLAttribute XMLText XMLComment XMLDeclaration XMLUnknown XMLHandle XMLPrinter XMLNode"
    )


def test_a_node_of_unknown_kind_becomes_what_it_is(lua: Lua) -> None:
    source = """local node = root:FirstChild()
        return node.Name, node:Value(), node:ToElement():Name(), node:ToText(), node == root:FirstChild(),
            node:NextSibling():ToText():CData(), root:Parent():ToDocument() == xml"""
    assert on(lua, "<r><a/><![CDATA[x]]></r>", source) == [None, b"a", b"a", None, True, True, True]


def test_nodes_have_no_constructor(lua: Lua) -> None:
    assert "attempt to call" in lua.error("tinyxml2.XMLElement('a')")


# Values


def test_a_query_gives_an_error_and_a_value(lua: Lua) -> None:
    source = """local function all(...) return select("#", ...), ... end
        return table.pack(all(root:QueryIntAttribute("i"))), table.pack(all(root:QueryDoubleAttribute("i"))),
            table.pack(all(root:QueryBoolAttribute("s"))), table.pack(all(root:QueryIntAttribute("x"))),
            table.pack(all(root:QueryStringAttribute("s"))), table.pack(all(root:QueryFloatText())),
            table.pack(all(root:FirstAttribute():QueryUnsignedValue()))"""
    tables = on(lua, "<r i='7.5' s='word'><!-- no text --></r>", source)
    assert isinstance(tables, list)
    assert [[table.get(i) for i in (1, 2, 3)] for table in tables] == [
        [2, 0, 7],
        [2, 0, 7.5],
        [2, 2, False],
        [2, 1, 0],
        [2, 0, b"word"],
        [2, 17, 0.0],
        [2, 0, 7],
    ]


def test_defaults(lua: Lua) -> None:
    source = """return root:IntAttribute("x"), root:IntAttribute("x", 8), root:DoubleText(1), root:BoolText(true),
        root:IntText(2.7), root:Attribute("a", "other"), root:Attribute("a", nil), root:Attribute("x")"""
    assert on(lua, "<r a='b'/>", source) == [0, 8, 1.0, True, 2, None, b"b", None]


def test_numbers_that_are_set(lua: Lua) -> None:
    source = """root:SetIntAttribute("i", 3.0) root:SetUnsigned64Attribute("u", -1) root:SetBoolAttribute("b", true)
        root:SetDoubleAttribute("d", 0.1) root:SetFloatAttribute("f", 0.1) root:SetAttribute("s", 5)
        root:SetDoubleText(1 / 3)
        local attribute = root:FindAttribute("s")
        attribute:SetInt64Value(2^40)
        local printer = tinyxml2.XMLPrinter(true)
        root:Accept(printer)
        return printer:CStr(), root:Unsigned64Attribute("u"), attribute:Int64Value()"""
    assert on(lua, "<r/>", source) == [
        b'<r i="3" u="18446744073709551615" b="true" d="0.10000000000000001" f="0.1" s="1099511627776">'
        b"0.33333333333333331</r>",
        -1,
        2**40,
    ]


def test_text_ends_at_a_nul_and_may_be_no_utf8(lua: Lua) -> None:
    source = r"""root:SetText("a\0b") root:SetAttribute("\xff", "\xfe")
        return root:GetText(), root:Attribute("\xff"), xml:Parse("\0<a/>"),
            xml:Parse("<a/>\0<"), xml:Parse("<a/>x", 4)"""
    assert on(lua, "<r/>", source) == [b"a", b"\xfe", 13, 0, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("root:Attribute()", "param 1 expected string, got nil"),
        ("root:SetText({})", "param 1 expected string, got table"),
        ("root:SetIntText('5')", "param 1 expected number, got string"),
        ("root:InsertEndChild(tinyxml2.XMLPrinter())", "param 1 expected XMLNode, got XMLPrinter"),
        ("root:InsertEndChild(root)", "an XMLElement can't be inserted below itself"),
        ("root:DeleteChild(xml)", "DeleteChild: the XMLDocument is not a child of this XMLElement"),
        ("xml:DeleteNode(xml)", "DeleteNode: the XMLDocument is not a node of this document"),
        ("xml:Print(root)", "param 1 expected XMLPrinter, got XMLElement"),
        ("tinyxml2.XMLHandle('x')", "param 1 expected XMLNode, got string"),
        ("tinyxml2.XMLDocument(true, 7)", "param 2 expected a whitespace mode of tinyxml2, got 7"),
        ("tinyxml2.XMLDocument.ErrorIDToName(99)", "ErrorIDToName: tinyxml2 has no error 99"),
        ("xmlelements(5)", "bad argument #1 to 'xmlelements' (XMLNode expected, got number)"),
    ],
)
def test_a_wrong_argument_is_named(lua: Lua, call: str, message: str) -> None:
    source = "local xml = tinyxml2.XMLDocument() xml:Parse('<r/>') local root = xml:RootElement() "
    assert lua.error(f"{source}\nlocal _ = {call}") == f"test.lua:2: {message}"


# Lives


def test_what_was_cleared_says_so(lua: Lua) -> None:
    source = """local function why(call, ...) return (select(2, pcall(call, ...)):gsub("^.-: ", "")) end
        local attribute, handle, view = root:FirstAttribute(), tinyxml2.XMLHandle(root), root:Parent()
        local loose = xml:NewElement("loose")
        xml:Clear()
        return why(root.Name, root), why(attribute.Value, attribute), why(handle.ToElement, handle),
            why(loose.Value, loose), view:NoChildren(), why(xml.InsertEndChild, xml, root)"""
    gone = b"is gone: its document was cleared, parsed or loaded anew"
    assert on(lua, "<r a='b'/>", source) == [
        b"this XMLElement " + gone,
        b"this XMLAttribute " + gone,
        b"this XMLElement " + gone,
        b"this XMLElement " + gone,
        True,
        b"this XMLElement " + gone,
    ]


def test_a_deleted_node_can_be_read_but_not_used(lua: Lua) -> None:
    source = """local child = root:FirstChildElement()
        local inner = child:FirstChildElement()
        root:DeleteChild(child)
        return child:Name(), child:Attribute("n"), inner:GetText(), child:Parent(), root:NoChildren(),
            select(2, pcall(inner.SetText, inner, "x")), select(2, pcall(root.InsertEndChild, root, child))"""
    *read, set_text, insert = on(lua, "<r><a n='1'><b>t</b></a></r>", source)  # type: ignore[misc]
    assert read == [b"a", b"1", b"t", None, True]
    assert set_text.endswith(b"this XMLElement was deleted: it can be read, and no more")
    assert insert.endswith(b"this XMLElement was deleted: it can be read, and no more")


def test_documents_and_printers_can_be_closed(lua: Lua) -> None:
    source = """local kept, printer
        do
            local xml <close> = tinyxml2.XMLDocument()
            local out <close> = tinyxml2.XMLPrinter()
            xml:Parse("<r/>") xml:Print(out)
            kept, printer = xml, out
            assert(out:CStr() == "<r/>\\n" and out:CStrSize() == 6)
        end
        return kept:NoChildren(), printer:CStr()"""
    assert lua(source) == [True, b""]


def test_a_node_keeps_its_document(lua: Lua) -> None:
    source = """local function attribute()
            local xml = tinyxml2.XMLDocument()
            xml:Parse("<r a='b'/>")
            return xml:RootElement():FirstAttribute()
        end
        local found = attribute()
        collectgarbage() collectgarbage()
        return found:Value()"""
    assert lua(source) == b"b"


# Handles, printing, loops


def test_handles_go_on_from_nothing(lua: Lua) -> None:
    source = """local handle = tinyxml2.XMLHandle(xml)
        return handle:FirstChildElement("r"):FirstChild():NextSibling():ToElement():Name(),
            handle:FirstChildElement("x"):FirstChild():LastChildElement("y"):ToElement(),
            tinyxml2.XMLHandle(nil):NextSiblingElement():ToNode(), handle:FirstChild():ToNode():ClassName(),
            tinyxml2.XMLHandle(handle):LastChildElement():PreviousSibling():ToText()"""
    assert on(lua, "<r>t<a/></r>", source) == [b"a", None, None, b"XMLNode", None]


def test_printing_without_a_printer_goes_to_the_output(lua: Lua) -> None:
    on(lua, "<r><a/></r>", "xml:Print() xml:Parse('x') xml:PrintError()")
    assert lua.printed == b"<r>\n    <a/>\n</r>\nError=XML_ERROR_PARSING_TEXT ErrorID=8 (0x8) Line number=1\n"


def test_a_printer_takes_the_arguments_of_c(lua: Lua) -> None:
    source = """local texts = {}
        for _, printer in ipairs { tinyxml2.XMLPrinter(), tinyxml2.XMLPrinter(false, 1), tinyxml2.XMLPrinter(true),
            tinyxml2.XMLPrinter(nil, true), tinyxml2.XMLPrinter(nil, false, 1) } do
            root:Accept(printer)
            texts[#texts + 1] = printer:CStr()
        end
        return table.unpack(texts)"""
    deep = b"    <r>\n        <a/>\n    </r>"
    assert on(lua, "<r><a/></r>", source) == [b"<r>\n    <a/>\n</r>\n", deep, *[b"<r><a/></r>"] * 2, deep]


def test_a_printer_writes_numbers(lua: Lua) -> None:
    source = """local out = tinyxml2.XMLPrinter(true)
        out:OpenElement("a", true)
        out:PushIntAttribute("i", -1) out:PushUnsignedAttribute("u", -1) out:PushBoolAttribute("b", false)
        out:PushDoubleAttribute("d", 1.5) out:PushAttribute("s", "<")
        out:PushInt64Text(-5) out:PushBoolText(true) out:PushDoubleText(0.5) out:PushText("&", true)
        out:PushComment("c") out:PushUnknown("u")
        out:CloseElement(true)
        return out:CStr()"""
    assert lua(source) == (
        b'<a i="-1" u="4294967295" b="false" d="1.5" s="&lt;">-5true0.5<![CDATA[&]]><!--c--><!u></a>'
    )


def test_a_loop_over_elements_may_delete_and_move_them(lua: Lua) -> None:
    source = """local seen = {}
        for element in xmlelements(root, "a") do
            seen[#seen + 1] = element:Attribute("n")
            if #seen == 1 then root:DeleteChild(element) else root:InsertFirstChild(element) end
        end
        for element in xmlelements(tinyxml2.XMLHandle(root)) do seen[#seen + 1] = element:Attribute("n") end
        for _ in xmlelements(nil) do error("none") end
        return table.concat(seen)"""
    assert on(lua, "<r><a n='1'/><b n='2'/>t<a n='3'><a/></a></r>", source) == b"1332"


def test_a_loop_over_attributes(lua: Lua) -> None:
    source = """local seen = {}
        for attribute in xmlattributes(xml:FirstChild()) do
            seen[#seen + 1] = attribute:Name() .. attribute:Value()
            root:DeleteAttribute(attribute:Name())
        end
        for _ in xmlattributes(xml) do error("none") end
        for _ in xmlattributes(nil) do error("none") end
        return table.concat(seen), root:FirstAttribute()"""
    assert on(lua, "<r a='1' b='2' c='3'/>", source) == [b"a1b2c3", None]


# Files


def test_files_are_loaded_and_saved_within_the_fence(lua: Lua, world: World) -> None:
    (world.script / "in.xml").write_bytes(b"\xef\xbb\xbf<r>\r\n <a/>\r\n</r>")
    target = world.data / "öut.xml"
    source = """local xml = tinyxml2.XMLDocument()
        return xml:LoadFile("in.xml"), xml:HasBOM(), xml:SaveFile(...), xml:Error()"""
    assert lua(source, str(target)) == [0, True, 0, False]
    assert target.read_bytes() == b"\xef\xbb\xbf<r>\n    <a/>\n</r>\n"
    assert lua(
        "local xml = tinyxml2.XMLDocument() return xml:LoadFile(...), xml:SaveFile(..., true)", str(target)
    ) == [
        0,
        0,
    ]
    assert target.read_bytes() == b"\xef\xbb\xbf<r><a/></r>"


def test_refused_files_are_errors(lua: Lua, world: World) -> None:
    secret = world.outside / "secret.txt"
    assert "may not reach" in lua.error(f"tinyxml2.XMLDocument():LoadFile([[{secret}]])")
    assert "may not reach" in lua.error("tinyxml2.XMLDocument():SaveFile('out.xml')")
    assert world.fence.refused == [
        ("XMLDocument:LoadFile", str(secret)),
        ("XMLDocument:SaveFile", str(world.script / "out.xml")),
    ]
    assert not (world.script / "out.xml").exists()


def test_files_that_can_t_be_opened_are_the_library_s_errors(lua: Lua, world: World) -> None:
    source = """local xml = tinyxml2.XMLDocument()
        local folder = ...
        return xml:LoadFile("none.xml"), xml:ErrorStr(), xml:ErrorName(), xml:LoadFile("."), xml:ErrorStr(),
            xml:LoadFile(""), xml:LoadFile(folder .. "/empty.xml"), xml:SaveFile(folder), xml:ErrorStr(),
            xml:SaveFile(folder .. "/no/x.xml"), xml:Error(), select("#", xml:ClearError()), xml:Error()"""
    (world.data / "empty.xml").touch()
    assert lua(source, str(world.data)) == [
        3,
        b"Error=XML_ERROR_FILE_NOT_FOUND ErrorID=3 (0x3) Line number=0: filename=none.xml",
        b"XML_ERROR_FILE_NOT_FOUND",
        5,
        b"Error=XML_ERROR_FILE_READ_ERROR ErrorID=5 (0x5) Line number=0",
        3,
        13,
        4,
        b"Error=XML_ERROR_FILE_COULD_NOT_BE_OPENED ErrorID=4 (0x4) Line number=0: filename="
        + str(world.data).encode(),
        4,
        True,
        0,
        False,
    ]


def test_what_is_whole_before_an_error_stays_of_a_file_only(lua: Lua, world: World) -> None:
    text = b"<?d?><!-- c --><a><b></a>"
    (world.script / "wrong.xml").write_bytes(text)
    source = """local xml = tinyxml2.XMLDocument()
        local function count() local n, node = 0, xml:FirstChild()
            while node do n, node = n + 1, node:NextSibling() end return n end
        return xml:LoadFile("wrong.xml"), count(), xml:Parse(...), count(), xml:ErrorLineNum(), xml:ErrorID()"""
    assert lua(source, text) == [14, 2, 14, 0, 1, 14]


# Limits


def test_documents_count_to_the_memory(world: World) -> None:
    lua = world.state(limits=Limits(memory=24 * 1024 * 1024))
    source = """local text = "<r>" .. ("<a/>"):rep(20000) .. "</r>"
        local kept = {}
        for i = 1, %s do kept[%s] = tinyxml2.XMLDocument() kept[#kept]:Parse(text) end
        return #kept"""
    assert lua(source % (12, 1)) == 1
    with pytest.raises(LimitError, match="memory"):
        lua(source % (12, "#kept + 1"))


def test_a_printer_counts_to_the_memory(world: World) -> None:
    lua = world.state(limits=Limits(memory=64 * 1024 * 1024))
    with pytest.raises(LimitError, match="memory"):
        lua("""local xml = tinyxml2.XMLDocument()
            local at = xml
            for i = 1, 20000 do local child = xml:NewElement("a") at:InsertEndChild(child) at = child end
            local out = tinyxml2.XMLPrinter() xml:Print(out)""")


def test_a_long_parse_ends_with_the_script_s_time(world: World) -> None:
    lua = world.state(limits=Limits(seconds=0.3, memory=2**31))
    with pytest.raises(LimitError, match="seconds"):
        lua("tinyxml2.XMLDocument():Parse('<r>' .. ('<a/>'):rep(1500000) .. '</r>')")


def test_a_file_too_large_for_the_memory_is_not_read(world: World) -> None:
    large = world.script / "large.xml"
    with Path(large).open("wb") as file:
        file.truncate(2**33)
    lua = world.state(limits=Limits(memory=64 * 1024 * 1024))
    with pytest.raises(LimitError, match="memory"):
        lua("tinyxml2.XMLDocument():LoadFile('large.xml')")


def test_no_argument_whatever_is_a_defect(lua: Lua) -> None:
    source = """local xml = tinyxml2.XMLDocument()
        local arguments = { 0, -1, 1e300, 0 / 0, "", "\\0", "\\xff", {}, print, true, xml, coroutine.create(print),
            io.stdout, finale, xml:NewElement("a"), tinyxml2.XMLHandle(nil), tinyxml2.XMLPrinter() }
        local tried = 0
        for name, class in pairs(tinyxml2) do
            for method, call in pairs(type(class) == "table" and class.__class or {}) do
                for i = 0, #arguments do
                    for _, other in ipairs { false, 1, "x" } do
                        xml = tinyxml2.XMLDocument()
                        xml:Parse("<r a='1'>t<b/></r>")
                        local root = xml:RootElement()
                        local objects = { XMLDocument = xml, XMLElement = root, XMLNode = root:FirstChild(),
                            XMLText = root:FirstChild():ToText(), XMLHandle = tinyxml2.XMLHandle(root),
                            XMLAttribute = root:FirstAttribute(), XMLPrinter = tinyxml2.XMLPrinter() }
                        if objects[name] then
                            pcall(call, objects[name], arguments[i], other or nil)
                            tried = tried + 1
                        end
                    end
                end
            end
        end
        return tried"""
    assert lua(source) > 5_000
    assert lua.state.defects == []
