-- What `require "openai"` returns: create_completion and create_chat (see postlude/openai/client.py).
-- JSON goes through the state's own cjson.safe, so that tables look as they do with the original library
-- (null is cjson.null, an empty table is an object).
local complete = ...
local json = require("cjson.safe")

local openai = {}

local function request(body, callback_or_timeout)
    local kind = type(callback_or_timeout)
    if kind == "nil" then
        callback_or_timeout = 5.0
    elseif kind == "function" then
        error("an asynchronous call (param 4 a function) is not available yet: pass a number of seconds", 3)
    elseif kind ~= "number" then
        error("param 4 (callback_or_timeout) expected number or function, got " .. kind, 3)
    end
    local text, problem = json.encode(body)
    if not text then
        error("this cannot be sent as JSON: " .. tostring(problem), 3)
    end
    local key = openai_api_key
    if type(key) ~= "string" then
        key = nil
    end
    local success, answer = complete(text, callback_or_timeout, key)
    if not success then
        return false, answer
    end
    local response
    response, problem = json.decode(answer)
    if type(response) ~= "table" then
        return false, "the answer is not a JSON object: " .. tostring(problem)
    end
    return true, response
end

function openai.create_completion(model, prompt, temperature, callback_or_timeout)
    local messages = { { role = "user", content = prompt } }
    local success, response =
        request({ model = model, messages = messages, temperature = temperature }, callback_or_timeout)
    return success, response
end

function openai.create_chat(model, messages, temperature, callback_or_timeout)
    if type(messages) ~= "table" then
        error("param 2 (messages) expected table, got " .. type(messages), 2)
    end
    local success, response =
        request({ model = model, messages = messages, temperature = temperature }, callback_or_timeout)
    return success, response
end

return openai
