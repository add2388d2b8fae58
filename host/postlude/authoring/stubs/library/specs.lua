---@meta _

-- What a file *_spec.lua finds besides all that a script finds.

---Tests that belong together.
---@param name string
---@param body? fun()
function describe(name, body) end

context, insulate, expose = describe, describe, describe

---A test; without a body it is still to be written.
---@param name string
---@param body? fun()
function it(name, body) end

spec, test = it, it

---A test that is left out; in a test: the rest of it is.
---@param name? string
---@param body? fun()
function pending(name, body) end

---Done before each test of the block.
---@param body fun()
function before_each(body) end

---Done after each test of the block.
---@param body fun()
function after_each(body) end

---Done once, before the first test of the block.
---@param body fun()
function setup(body) end

---Done once, after the last test of the block.
---@param body fun()
function teardown(body) end

lazy_setup, strict_setup, lazy_teardown, strict_teardown = setup, setup, teardown, teardown

---Done when this test is over, whether it passes or not.
---@param body fun()
function finally(body) end

-- Assertions

---luassert's assertions. `is`, `are`, `has` and their like may stand before each, and `not` and `no` turn it round: also in one word,
---as `assert.is_not_nil`.
---@class spec.Assert
---@overload fun(value: any, message?: string, ...: any): any
---@field is spec.Assert
---@field are spec.Assert
---@field was spec.Assert
---@field were spec.Assert
---@field has spec.Assert
---@field have spec.Assert
---@field does spec.Assert
---@field be spec.Assert
---@field no spec.Assert
---@field Not spec.Assert
---@field is_not spec.Assert
---@field are_not spec.Assert
---@field has_no spec.Assert
---@field is_nil fun(value: any, message?: string)
---@field is_not_nil fun(value: any, message?: string)
---@field Nil fun(value: any, message?: string)
---@field is_true fun(value: any, message?: string)
---@field is_not_true fun(value: any, message?: string)
---@field True fun(value: any, message?: string)
---@field is_false fun(value: any, message?: string)
---@field is_not_false fun(value: any, message?: string)
---@field False fun(value: any, message?: string)
---@field is_boolean fun(value: any, message?: string)
---@field boolean fun(value: any, message?: string)
---@field is_number fun(value: any, message?: string)
---@field number fun(value: any, message?: string)
---@field is_string fun(value: any, message?: string)
---@field string fun(value: any, message?: string)
---@field is_table fun(value: any, message?: string)
---@field table fun(value: any, message?: string)
---@field is_function fun(value: any, message?: string)
---@field Function fun(value: any, message?: string)
---@field is_userdata fun(value: any, message?: string)
---@field userdata fun(value: any, message?: string)
---@field is_thread fun(value: any, message?: string)
---@field thread fun(value: any, message?: string)
local assertions = {}

---The two are equal, as `==` says.
---@param expected any
---@param passed any
---@param message? string
function assertions.equal(expected, passed, message) end

---The two are alike: tables by what is in them.
---@param expected any
---@param passed any
---@param message? string
function assertions.same(expected, passed, message) end

---@param value any
---@param message? string
function assertions.truthy(value, message) end

---@param value any
---@param message? string
function assertions.falsy(value, message) end

---The number is no farther away than `tolerance`.
---@param expected number
---@param passed number
---@param tolerance number
---@param message? string
function assertions.near(expected, passed, tolerance, message) end

---The text matches a Lua pattern.
---@param pattern string
---@param text string
---@param init? integer
---@param plain? boolean
function assertions.matches(pattern, text, init, plain) end

---No value of the list comes twice.
---@param list any[]
---@param message? string
function assertions.unique(list, message) end

---The function raises an error; where one is given, that error.
---@param body fun()
---@param expected? any
function assertions.error(body, expected) end

---The function raises an error that matches a Lua pattern.
---@param body fun()
---@param pattern string
function assertions.error_matches(body, pattern) end

assertions.equals, assertions.eq = assertions.equal, assertions.equal
assertions.truth, assertions.falsey = assertions.truthy, assertions.falsy
assertions.match = assertions.matches
assertions.errors, assertions.has_error, assertions.has_errors =
    assertions.error, assertions.error, assertions.error
assertions.error_match, assertions.errors_match = assertions.error_matches, assertions.error_matches

---@type spec.Assert
assert = assertions

-- Scores

---A score of a test.
---@class spec.Score
local scores = {}

---The notation of a staff, by its position from 1, and of a layer.
---@param staff? integer
---@param layer? integer
---@return string
function scores:music(staff, layer) end

---What changed since the score was made, a line each.
---@return string[]
function scores:changes() end

---Write it to a file.
---@param name string
function scores:save(name) end

---The music is what these lines of notation say.
---@param ... string
---@return spec.Score
function scores:assert_music(...) end

---The score is as the snapshot of this test has it, which lies beside the test and is made the first time.
---@param name? string Tells several snapshots of one test apart.
---@return spec.Score
function scores:assert_snapshot(name) end

---A score of a few lines of notation, such as `score("treble 4/4: c4 d e f | g1")`, or from a file.
---@param ... string
---@return spec.Score
function score(...) end

---Let `body` change a score with `finale`; if it fails, the score is as it was.
---@param score spec.Score
---@param body fun(): ...
---@return any ...
function edit(score, body) end

-- Runs

---What a run did, as `postlude run --json` has it.
---@class spec.Ran
---@field ok boolean
---@field kind string
---@field message? string
---@field error? { file: string, line: integer, traceback: string }
---@field plugin string
---@field item string
---@field returned any[]
---@field printed string
---@field alerts { kind: string, text: string, caption: string, answer: string }[]
---@field dialogs { title: string, controls: table[], pressed: string }[]
---@field changes { op: "add"|"change"|"delete", section: string, tag: string, key: table, fields: table }[]
---@field network { method: string, host: string, status: integer, seconds: number }[]
---@field permissions { requested: string[], granted: string[], used: string[], refused: table[] }
---@field undo { text: string, stored: boolean, records: integer }[]
---@field seconds number
---@field changed string[] The changes, a line each.
---@field score? spec.Score
local runs = {}

---@return spec.Ran
function runs:assert_ok() end

---It failed, with a message that a regular expression matches.
---@param pattern? string
---@return spec.Ran
function runs:assert_fails(pattern) end

---It made these changes and no others.
---@param ... string
---@return spec.Ran
function runs:assert_changes(...) end

---@return spec.Ran
function runs:assert_unchanged() end

---The music is now what these lines of notation say.
---@param ... string
---@return spec.Ran
function runs:assert_music(...) end

---It succeeded, and the score is now as the snapshot of this test has it.
---@param name? string
---@return spec.Ran
function runs:assert_snapshot(name) end

---It showed an alert that a regular expression matches.
---@param pattern string
---@return spec.Ran
function runs:assert_alert(pattern) end

---It showed a window whose title a regular expression matches.
---@param pattern string
---@return spec.Ran
function runs:assert_dialog(pattern) end

---It printed something that a regular expression matches.
---@param pattern string
---@return spec.Ran
function runs:assert_printed(pattern) end

---Run a plugin: a file, or the name of one that `postlude list` shows.
---@param plugin string
---@param score? spec.Score
---@param settings? { select?: string, item?: string|integer, part?: integer, prefix_text?: string, approve?: boolean, [string]: any }
---@return spec.Ran
function run_plugin(plugin, score, settings) end

-- Answers

---@class spec.Dialogs
dialogs = {}

---Answer an alert: the next one, or the next that a regular expression matches.
---@param answer "ok"|"cancel"|"yes"|"no"
---@param pattern? string
---@return spec.Dialogs
function dialogs:alert(answer, pattern) end

---Fill in a window: `{ title = "Name", set = { ["#1"] = "Ada" }, press = "OK" }`.
---@param block { title?: string, set?: table, press?: string, close?: boolean, steps?: table[], [string]: any }
---@return spec.Dialogs
function dialogs:answer(block) end

---Answer the system's dialog for files with a path, or with `cancel`.
---@param path string
---@return spec.Dialogs
function dialogs:file(path) end

---Answer the system's dialog for fonts.
---@param name string
---@param size? number
---@return spec.Dialogs
function dialogs:font(name, size) end

---@class spec.Server
https_server = {}

---What the server answers to requests for an address: a text, or a table for JSON.
---@param url string
---@param body? string|table
---@param options? { status?: integer, headers?: table<string, string>, delay?: number } After `delay` seconds.
---@return spec.Server
function https_server:reply(url, body, options) end

---The requests so far.
---@return { method: string, url: string, headers: table<string, string>, body: string }[]
function https_server:requests() end

---The language model of a test.
---@class spec.Model
---@field key? string The key that plugins find, which is none.
---@field asked fun(): table[] The requests, decoded.
---@field texts fun(): string[] Their last messages.

---What the language model says, in this order; in one table where plugins shall find another key, or with `key = false` none.
---@param ... string|spec.Reply|{ key?: string|false, [integer]: string|spec.Reply }
---@return spec.Model
function openai_replies(...) end

---@class spec.Reply

---A reply of the language model as the server sends it: a text, or a table for JSON.
---@param body string|table
---@param options? { status?: integer, headers?: table<string, string>, delay?: number }
---@return spec.Reply
function openai_reply(body, options) end

---A reply of the language model that is an error.
---@param status integer
---@param message? string
---@return spec.Reply
function openai_failure(status, message) end
