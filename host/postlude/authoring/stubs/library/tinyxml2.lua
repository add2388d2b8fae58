---@meta _

---An XML library. A document makes its nodes; `Query...` methods give an error number (`XML_SUCCESS` is none) and a value.
---@class tinyxml2
---@field XMLAttribute finale.class
---@field XMLComment finale.class
---@field XMLDeclaration finale.class
---@field XMLElement finale.class
---@field XMLNode finale.class
---@field XMLText finale.class
---@field XMLUnknown finale.class
---@field XMLVisitor finale.class
tinyxml2 = {}

tinyxml2.CLOSED = 1
tinyxml2.CLOSING = 2
tinyxml2.COLLAPSE_WHITESPACE = 1
tinyxml2.OPEN = 0
tinyxml2.PEDANTIC_WHITESPACE = 2
tinyxml2.PRESERVE_WHITESPACE = 0
tinyxml2.XML_CAN_NOT_CONVERT_TEXT = 16
tinyxml2.XML_ELEMENT_DEPTH_EXCEEDED = 18
tinyxml2.XML_ERROR_COUNT = 19
tinyxml2.XML_ERROR_EMPTY_DOCUMENT = 13
tinyxml2.XML_ERROR_FILE_COULD_NOT_BE_OPENED = 4
tinyxml2.XML_ERROR_FILE_NOT_FOUND = 3
tinyxml2.XML_ERROR_FILE_READ_ERROR = 5
tinyxml2.XML_ERROR_MISMATCHED_ELEMENT = 14
tinyxml2.XML_ERROR_PARSING = 15
tinyxml2.XML_ERROR_PARSING_ATTRIBUTE = 7
tinyxml2.XML_ERROR_PARSING_CDATA = 9
tinyxml2.XML_ERROR_PARSING_COMMENT = 10
tinyxml2.XML_ERROR_PARSING_DECLARATION = 11
tinyxml2.XML_ERROR_PARSING_ELEMENT = 6
tinyxml2.XML_ERROR_PARSING_TEXT = 8
tinyxml2.XML_ERROR_PARSING_UNKNOWN = 12
tinyxml2.XML_NO_ATTRIBUTE = 1
tinyxml2.XML_NO_TEXT_NODE = 17
tinyxml2.XML_SUCCESS = 0
tinyxml2.XML_WRONG_ATTRIBUTE_TYPE = 2

---A node of a document.
---@class XMLNode
local node = {}

---@return string
function node:ClassName() end

---Print the node and what is in it to a printer.
---@param visitor XMLPrinter
---@return boolean
function node:Accept(visitor) end

---How many elements the node holds, of that name if one is given.
---@param name? string
---@return integer
function node:ChildElementCount(name) end

---A copy with all that is in the node, for a document: its own if none is given.
---@param target? XMLDocument
---@return XMLNode?
function node:DeepClone(target) end

---@param child XMLNode
function node:DeleteChild(child) end

function node:DeleteChildren() end

---@return XMLNode?
function node:FirstChild() end

---The first element in the node, of that name if one is given.
---@param name? string
---@return XMLElement?
function node:FirstChildElement(name) end

---@return XMLNode?
function node:LastChild() end

---The last element in the node, of that name if one is given.
---@param name? string
---@return XMLElement?
function node:LastChildElement(name) end

---@return XMLDocument
function node:GetDocument() end

---The line in which the node began when it was read.
---@return integer
function node:GetLineNum() end

---@param after XMLNode
---@param child XMLNode
---@return XMLNode?
function node:InsertAfterChild(after, child) end

---Put a node at the end of this one.
---@param child XMLNode
---@return XMLNode?
function node:InsertEndChild(child) end

---@param child XMLNode
---@return XMLNode?
function node:InsertFirstChild(child) end

---As `InsertEndChild`.
---@param child XMLNode
---@return XMLNode?
function node:LinkEndChild(child) end

---@return XMLNode?
function node:NextSibling() end

---The next element beside the node, of that name if one is given.
---@param name? string
---@return XMLElement?
function node:NextSiblingElement(name) end

---@return XMLNode?
function node:PreviousSibling() end

---The previous element beside the node, of that name if one is given.
---@param name? string
---@return XMLElement?
function node:PreviousSiblingElement(name) end

---@return boolean
function node:NoChildren() end

---@return XMLNode?
function node:Parent() end

---@param value string
function node:SetValue(value) end

---A copy without what is in the node.
---@param target? XMLDocument
---@return XMLNode?
function node:ShallowClone(target) end

---Whether the two are alike, what is in them left out.
---@param other XMLNode
---@return boolean
function node:ShallowEqual(other) end

---@return XMLComment?
function node:ToComment() end

---@return XMLDeclaration?
function node:ToDeclaration() end

---@return XMLDocument?
function node:ToDocument() end

---@return XMLElement?
function node:ToElement() end

---@return XMLText?
function node:ToText() end

---@return XMLUnknown?
function node:ToUnknown() end

---The name of an element, the text of any other node.
---@return string?
function node:Value() end

---A document: made with `tinyxml2.XMLDocument()`, cleared at the end of a block by `<close>`.
---@class XMLDocument : XMLNode
local document = {}

---@return string
function document:ClassName() end

---Let go of all that is in the document.
function document:Clear() end

function document:ClearError() end

---Copy everything into another document, in place of what that holds.
---@param target XMLDocument
function document:DeepCopy(target) end

---@param child XMLNode
function document:DeleteNode(child) end

---@return boolean
function document:Error() end

---@return integer
function document:ErrorID() end

---@return integer
function document:ErrorLineNum() end

---@return string
function document:ErrorName() end

---@return string
function document:ErrorStr() end

---@return boolean
function document:HasBOM() end

---Read a file; the number of the error, or `XML_SUCCESS`.
---@param path string
---@return integer
function document:LoadFile(path) end

---@param value string
---@return XMLComment
function document:NewComment(value) end

---@param name string
---@return XMLElement
function document:NewElement(name) end

---@param value string
---@return XMLText
function document:NewText(value) end

---@param value string
---@return XMLUnknown
function document:NewUnknown(value) end

---Without a value the usual one, for XML 1.0 in UTF-8.
---@param value? string
---@return XMLDeclaration
function document:NewDeclaration(value) end

---Read a text; the number of the error, or `XML_SUCCESS`.
---@param text string
---@param size? integer
---@return integer
function document:Parse(text, size) end

---Print the document to a printer, or to where the script prints.
---@param printer? XMLPrinter
function document:Print(printer) end

function document:PrintError() end

---@return boolean
function document:ProcessEntities() end

---@return XMLElement?
function document:RootElement() end

---@param path string
---@param compact? boolean
---@return integer
function document:SaveFile(path, compact) end

---@param bom boolean
function document:SetBOM(bom) end

---@return integer
function document:WhitespaceMode() end

---An element: its name, its attributes and what is in it.
---@class XMLElement : XMLNode
local element = {}

---@return string
function element:ClassName() end

---The value of an attribute; where one is given, only if it is that.
---@param name string
---@param value? string
---@return string?
function element:Attribute(name, value) end

---`OPEN`, `CLOSED` or `CLOSING`.
---@return integer
function element:ClosingType() end

---@param name string
function element:DeleteAttribute(name) end

---@param name string
---@return XMLAttribute?
function element:FindAttribute(name) end

---@return XMLAttribute?
function element:FirstAttribute() end

---The text with which the element begins.
---@return string?
function element:GetText() end

---Put a new element at the end.
---@param name string
---@return XMLElement
function element:InsertNewChildElement(name) end

---@param value string
---@return XMLComment
function element:InsertNewComment(value) end

---@param value string
---@return XMLDeclaration
function element:InsertNewDeclaration(value) end

---@param value string
---@return XMLText
function element:InsertNewText(value) end

---@param value string
---@return XMLUnknown
function element:InsertNewUnknown(value) end

---@return string
function element:Name() end

---@param name string
---@return integer error
---@return string? value
function element:QueryStringAttribute(name) end

---@param name string
---@param value string
function element:SetAttribute(name, value) end

---@param name string
function element:SetName(name) end

---@param value string
function element:SetText(value) end

---@param name string
---@param default? integer
---@return integer
function element:IntAttribute(name, default) end

---@param name string
---@return integer error
---@return integer value
function element:QueryIntAttribute(name) end

---@param name string
---@param value integer
function element:SetIntAttribute(name, value) end

---@param default? integer
---@return integer
function element:IntText(default) end

---@return integer error
---@return integer value
function element:QueryIntText() end

---@param value integer
function element:SetIntText(value) end

---@param name string
---@param default? integer
---@return integer
function element:UnsignedAttribute(name, default) end

---@param name string
---@return integer error
---@return integer value
function element:QueryUnsignedAttribute(name) end

---@param name string
---@param value integer
function element:SetUnsignedAttribute(name, value) end

---@param default? integer
---@return integer
function element:UnsignedText(default) end

---@return integer error
---@return integer value
function element:QueryUnsignedText() end

---@param value integer
function element:SetUnsignedText(value) end

---@param name string
---@param default? integer
---@return integer
function element:Int64Attribute(name, default) end

---@param name string
---@return integer error
---@return integer value
function element:QueryInt64Attribute(name) end

---@param name string
---@param value integer
function element:SetInt64Attribute(name, value) end

---@param default? integer
---@return integer
function element:Int64Text(default) end

---@return integer error
---@return integer value
function element:QueryInt64Text() end

---@param value integer
function element:SetInt64Text(value) end

---@param name string
---@param default? integer
---@return integer
function element:Unsigned64Attribute(name, default) end

---@param name string
---@return integer error
---@return integer value
function element:QueryUnsigned64Attribute(name) end

---@param name string
---@param value integer
function element:SetUnsigned64Attribute(name, value) end

---@param default? integer
---@return integer
function element:Unsigned64Text(default) end

---@return integer error
---@return integer value
function element:QueryUnsigned64Text() end

---@param value integer
function element:SetUnsigned64Text(value) end

---@param name string
---@param default? boolean
---@return boolean
function element:BoolAttribute(name, default) end

---@param name string
---@return integer error
---@return boolean value
function element:QueryBoolAttribute(name) end

---@param name string
---@param value boolean
function element:SetBoolAttribute(name, value) end

---@param default? boolean
---@return boolean
function element:BoolText(default) end

---@return integer error
---@return boolean value
function element:QueryBoolText() end

---@param value boolean
function element:SetBoolText(value) end

---@param name string
---@param default? number
---@return number
function element:DoubleAttribute(name, default) end

---@param name string
---@return integer error
---@return number value
function element:QueryDoubleAttribute(name) end

---@param name string
---@param value number
function element:SetDoubleAttribute(name, value) end

---@param default? number
---@return number
function element:DoubleText(default) end

---@return integer error
---@return number value
function element:QueryDoubleText() end

---@param value number
function element:SetDoubleText(value) end

---@param name string
---@param default? number
---@return number
function element:FloatAttribute(name, default) end

---@param name string
---@return integer error
---@return number value
function element:QueryFloatAttribute(name) end

---@param name string
---@param value number
function element:SetFloatAttribute(name, value) end

---@param default? number
---@return number
function element:FloatText(default) end

---@return integer error
---@return number value
function element:QueryFloatText() end

---@param value number
function element:SetFloatText(value) end

---An attribute of an element.
---@class XMLAttribute
local attribute = {}

---@return string
function attribute:ClassName() end

---@return integer
function attribute:GetLineNum() end

---@return string
function attribute:Name() end

---@return XMLAttribute?
function attribute:Next() end

---@param value string
function attribute:SetAttribute(value) end

---@return string
function attribute:Value() end

---@return integer
function attribute:IntValue() end

---@return integer error
---@return integer value
function attribute:QueryIntValue() end

---@param value integer
function attribute:SetIntValue(value) end

---@param value integer
function attribute:SetIntAttribute(value) end

---@return integer
function attribute:UnsignedValue() end

---@return integer error
---@return integer value
function attribute:QueryUnsignedValue() end

---@param value integer
function attribute:SetUnsignedValue(value) end

---@param value integer
function attribute:SetUnsignedAttribute(value) end

---@return integer
function attribute:Int64Value() end

---@return integer error
---@return integer value
function attribute:QueryInt64Value() end

---@param value integer
function attribute:SetInt64Value(value) end

---@param value integer
function attribute:SetInt64Attribute(value) end

---@return integer
function attribute:Unsigned64Value() end

---@return integer error
---@return integer value
function attribute:QueryUnsigned64Value() end

---@param value integer
function attribute:SetUnsigned64Value(value) end

---@param value integer
function attribute:SetUnsigned64Attribute(value) end

---@return boolean
function attribute:BoolValue() end

---@return integer error
---@return boolean value
function attribute:QueryBoolValue() end

---@param value boolean
function attribute:SetBoolValue(value) end

---@param value boolean
function attribute:SetBoolAttribute(value) end

---@return number
function attribute:DoubleValue() end

---@return integer error
---@return number value
function attribute:QueryDoubleValue() end

---@param value number
function attribute:SetDoubleValue(value) end

---@param value number
function attribute:SetDoubleAttribute(value) end

---@return number
function attribute:FloatValue() end

---@return integer error
---@return number value
function attribute:QueryFloatValue() end

---@param value number
function attribute:SetFloatValue(value) end

---@param value number
function attribute:SetFloatAttribute(value) end

---A text in an element.
---@class XMLText : XMLNode
local text = {}

---@return string
function text:ClassName() end

---@return boolean
function text:CData() end

---@param cdata boolean
function text:SetCData(cdata) end

---A comment.
---@class XMLComment : XMLNode
local comment = {}

---@return string
function comment:ClassName() end

---The declaration at the beginning of a document.
---@class XMLDeclaration : XMLNode
local declaration = {}

---@return string
function declaration:ClassName() end

---What the library doesn't look into, such as a document type.
---@class XMLUnknown : XMLNode
local unknown = {}

---@return string
function unknown:ClassName() end

---A node, or none: it can be asked for its neighbours either way.
---@class XMLHandle
local handle = {}

---@return string
function handle:ClassName() end

---@return XMLHandle
function handle:FirstChild() end

---@param name? string
---@return XMLHandle
function handle:FirstChildElement(name) end

---@return XMLHandle
function handle:LastChild() end

---@param name? string
---@return XMLHandle
function handle:LastChildElement(name) end

---@return XMLHandle
function handle:NextSibling() end

---@param name? string
---@return XMLHandle
function handle:NextSiblingElement(name) end

---@return XMLHandle
function handle:PreviousSibling() end

---@param name? string
---@return XMLHandle
function handle:PreviousSiblingElement(name) end

---@return XMLDeclaration?
function handle:ToDeclaration() end

---@return XMLElement?
function handle:ToElement() end

---@return XMLNode?
function handle:ToNode() end

---@return XMLText?
function handle:ToText() end

---@return XMLUnknown?
function handle:ToUnknown() end

---What looks at each node of a document.
---@class XMLVisitor
local visitor = {}

---@return string
function visitor:ClassName() end

---Writes XML to memory: `CStr()` is the text.
---@class XMLPrinter : XMLVisitor
local printer = {}

---@return string
function printer:ClassName() end

---@param begin_anew? boolean
function printer:ClearBuffer(begin_anew) end

---@param compact? boolean
function printer:CloseElement(compact) end

---@return string
function printer:CStr() end

---Bytes of the text, and one more.
---@return integer
function printer:CStrSize() end

---@param name string
---@param compact? boolean
function printer:OpenElement(name, compact) end

---@param name string
---@param value string
function printer:PushAttribute(name, value) end

---@param name string
---@param value integer
function printer:PushIntAttribute(name, value) end

---@param value integer
function printer:PushIntText(value) end

---@param name string
---@param value integer
function printer:PushUnsignedAttribute(name, value) end

---@param value integer
function printer:PushUnsignedText(value) end

---@param name string
---@param value integer
function printer:PushInt64Attribute(name, value) end

---@param value integer
function printer:PushInt64Text(value) end

---@param name string
---@param value integer
function printer:PushUnsigned64Attribute(name, value) end

---@param value integer
function printer:PushUnsigned64Text(value) end

---@param name string
---@param value boolean
function printer:PushBoolAttribute(name, value) end

---@param value boolean
function printer:PushBoolText(value) end

---@param name string
---@param value number
function printer:PushDoubleAttribute(name, value) end

---@param value number
function printer:PushDoubleText(value) end

---@param value number
function printer:PushFloatText(value) end

---@param comment string
function printer:PushComment(comment) end

---@param declaration string
function printer:PushDeclaration(declaration) end

---@param bom? boolean
---@param declaration? boolean
function printer:PushHeader(bom, declaration) end

---@param text string
---@param cdata? boolean
function printer:PushText(text, cdata) end

---@param unknown string
function printer:PushUnknown(unknown) end

---@class tinyxml2.XMLDocument : finale.class
---@overload fun(process_entities?: boolean, whitespace?: integer): XMLDocument
tinyxml2.XMLDocument = {}

---@param number integer
---@return string
function tinyxml2.XMLDocument.ErrorIDToName(number) end

---@class tinyxml2.XMLHandle : finale.class
---@overload fun(node?: XMLNode|XMLHandle): XMLHandle
tinyxml2.XMLHandle = {}

---@class tinyxml2.XMLPrinter : finale.class
---@overload fun(compact?: boolean, depth?: integer): XMLPrinter
tinyxml2.XMLPrinter = {}

---Walks through the elements in a node, of that name if one is given.
---@param node XMLNode
---@param name? string
---@return fun(): XMLElement
function xmlelements(node, name) end

---Walks through the attributes of an element.
---@param node XMLNode
---@return fun(): XMLAttribute
function xmlattributes(node) end
