-- What `require "openai"` returns: create_completion and create_chat (see postlude/openai/client.py).
-- JSON goes through the state's own cjson.safe, so that tables look as they do with the original library
-- (null is cjson.null, an empty table is an object).
local complete, begin = ...
local json = require("cjson.safe")

local openai = {}

-- Options of the client; all others go into the request as they are.
local CONTROLS = { stream = "function", timeout = "number", retries = "number" }
local FIXED = { model = true, messages = true }

local function decoded(success, answer)
    if not success then
        return false, answer
    end
    local response, problem = json.decode(answer)
    if type(response) ~= "table" then
        return false, "the answer is not a JSON object: " .. tostring(problem)
    end
    return true, response
end

-- The options of the client; those of the request are put into `body`.
local function split(body, options)
    local controls = {}
    if options == nil then
        return controls
    elseif type(options) ~= "table" then
        error("param 5 (options) expected table, got " .. type(options), 4)
    end
    for name, value in next, options do
        local wanted = CONTROLS[name]
        if FIXED[name] then
            error("param 5 (options): " .. name .. " is an argument of its own", 4)
        elseif wanted and type(value) ~= wanted then
            error("param 5 (options): " .. name .. " expected " .. wanted .. ", got " .. type(value), 4)
        elseif wanted then
            controls[name] = value
        elseif body[name] == nil then
            body[name] = value
        end
    end
    if controls.stream then
        body.stream = true
        body.stream_options = body.stream_options or { include_usage = true }
    end
    return controls
end

local function request(body, callback_or_timeout, options)
    local kind = type(callback_or_timeout)
    if kind == "nil" then
        callback_or_timeout, kind = 5.0, "number"
    elseif kind ~= "number" and kind ~= "function" then
        error("param 4 (callback_or_timeout) expected number or function, got " .. kind, 3)
    end
    local controls = split(body, options)
    local text, problem = json.encode(body)
    if not text then
        error("this cannot be sent as JSON: " .. tostring(problem), 3)
    end
    local key = openai_api_key
    if type(key) ~= "string" then
        key = nil
    end
    if kind == "number" then
        return decoded(complete(text, callback_or_timeout, key, controls.stream, controls.retries))
    end
    local function call_back(success, answer)
        callback_or_timeout(decoded(success, answer))
    end
    return begin(text, call_back, key, controls.timeout, controls.stream, controls.retries)
end

function openai.create_completion(model, prompt, temperature, callback_or_timeout, options)
    local messages = { { role = "user", content = prompt } }
    local body = { model = model, messages = messages, temperature = temperature }
    local result, response = request(body, callback_or_timeout, options)
    if response == nil then
        return result
    end
    return result, response
end

function openai.create_chat(model, messages, temperature, callback_or_timeout, options)
    if type(messages) ~= "table" then
        error("param 2 (messages) expected table, got " .. type(messages), 2)
    end
    local body = { model = model, messages = messages, temperature = temperature }
    local result, response = request(body, callback_or_timeout, options)
    if response == nil then
        return result
    end
    return result, response
end

return openai
