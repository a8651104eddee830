-- Strings. Patterns are matched by the host, which counts every step.

local api, native = ...
local env, type_of = api.env, api.type_of
local error, getmetatable, select, tostring, type = error, getmetatable, select, tostring, type
local format, sub, rep, concat, unpack =
  string.format, string.sub, string.rep, table.concat, table.unpack

-- The host says whether it could, then what came of it or why not.
local function checked(could, ...)
  if not could then
    error((...))
  end
  return ...
end

local function search(...)
  return checked(native.search(...))
end

env.string = {}
for _, name in ipairs {
  "byte", "char", "len", "lower", "pack", "packsize", "reverse", "sub", "unpack", "upper",
} do
  env.string[name] = string[name]
end

-- Nothing, repeated, takes no memory and all the time there is.
function env.string.rep(value, count, separator)
  if value == "" and (separator == nil or separator == "") then
    return ""
  end
  return rep(value, count, separator)
end

local plain = { ["nil"] = true, boolean = true, number = true, string = true }

function env.string.format(text, ...)
  local values, count = { ... }, select("#", ...)
  for index = 1, count do
    if not plain[type(values[index])] then
      values[index] = env.tostring(values[index])
    end
  end
  if native.shows_address(text) then
    error("invalid conversion '%p' to 'format'")
  end
  return format(text, unpack(values, 1, count))
end

local function text(value, position, name)
  if type(value) == "number" then
    return tostring(value)
  elseif type(value) ~= "string" then
    error(format("bad argument #%d to '%s' (string expected, got %s)", position, name,
      type_of(value)))
  end
  return value
end

local function start(init, size)
  init = math.tointeger(init or 1) or error("number has no integer representation")
  if init < 0 then
    init = size + init + 1
  end
  return init < 1 and 1 or init
end

-- The bounds and the captures of the matches, one after the other. An empty one where the last
-- ended is none.
local function matches(subject, pattern, from, is_anchored)
  local ended
  local function step(first, last, ...)
    if not first then
      from = #subject + 2
      return nil
    elseif last + 1 ~= ended then
      from, ended = last + 1, last + 1
      return first, last, ...
    end
    from = from + 1
    if from > #subject + 1 then
      return nil
    end
    return step(search(subject, pattern, from, is_anchored))
  end
  return function()
    if from > #subject + 1 then
      return nil
    end
    return step(search(subject, pattern, from, is_anchored))
  end
end

-- What a match yields: its captures, or all of it when there are none.
local function captured(subject, first, last, ...)
  if not first then
    return nil
  elseif select("#", ...) == 0 then
    return sub(subject, first, last)
  end
  return ...
end

function env.string.find(subject, pattern, init, is_plain)
  subject, pattern = text(subject, 1, "find"), text(pattern, 2, "find")
  local from = start(init, #subject)
  if from > #subject + 1 then
    return nil
  end
  return checked(native.find(subject, pattern, from, is_plain and true or false))
end

function env.string.match(subject, pattern, init)
  subject, pattern = text(subject, 1, "match"), text(pattern, 2, "match")
  return captured(subject, matches(subject, pattern, start(init, #subject), true)())
end

function env.string.gmatch(subject, pattern, init)
  subject, pattern = text(subject, 1, "gmatch"), text(pattern, 2, "gmatch")
  local next_match = matches(subject, pattern, start(init, #subject), false)
  return function()
    return captured(subject, next_match())
  end
end

-- What stands in place of a match; nil or false keeps the match.
local function substitute(replacement, subject, first, last, ...)
  local by = type(replacement)
  if by == "string" then
    return checked(native.expand(replacement, sub(subject, first, last),
      captured(subject, first, last, ...)))
  elseif by == "table" then
    return replacement[captured(subject, first, last, ...)]
  end
  return replacement(captured(subject, first, last, ...))
end

function env.string.gsub(subject, pattern, replacement, limit)
  subject, pattern = text(subject, 1, "gsub"), text(pattern, 2, "gsub")
  local by = type(replacement)
  if by == "number" then
    replacement = tostring(replacement)
  elseif by ~= "string" and by ~= "table" and by ~= "function" then
    error(format("bad argument #3 to 'gsub' (string/function/table expected, got %s)",
      type_of(replacement)))
  end
  local pieces, count, copied = {}, 0, 1
  local next_match = matches(subject, pattern, 1, true)
  local function replace(first, last, ...)
    if not first then
      return false
    end
    local value = substitute(replacement, subject, first, last, ...)
    if not value then
      value = sub(subject, first, last)
    elseif type(value) ~= "string" and type(value) ~= "number" then
      error(format("invalid replacement value (a %s)", type_of(value)))
    end
    pieces[#pieces + 1] = sub(subject, copied, first - 1)
    pieces[#pieces + 1] = value
    copied = last + 1
    return true
  end
  local most = sub(pattern, 1, 1) == "^" and 1 or math.huge
  while count < most and count < (limit or math.huge) and replace(next_match()) do
    count = count + 1
  end
  pieces[#pieces + 1] = sub(subject, copied)
  return concat(pieces), count
end

local strings = getmetatable("")
strings.__index = env.string
strings.__metatable = false
