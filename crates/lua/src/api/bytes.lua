-- Byte buffers: read and written at any place, in either byte order.

local api, native = ...
local env, KIND, ITEMS, expect, integer = api.env, api.KIND, api.ITEMS, api.expect, api.integer
local error, pairs, rawset, setmetatable, type = error, pairs, rawset, setmetatable, type
local pack, unpack, sub, rep, char, byte, upper =
  string.pack, string.unpack, string.sub, string.rep, string.char, string.byte, string.upper
local kind_of_number = math.type

-- More is never a value.
local MOST = 128 * 1024 * 1024

local metatable

local function new(data)
  return setmetatable({ [KIND] = "bytes", [ITEMS] = data }, metatable)
end

local function size_of(count)
  count = integer(count, "the size of bytes")
  if count < 0 or count > MOST then
    error("bytes cannot have a size of " .. count)
  end
  return count
end

local bytes
bytes, metatable = api.library("bytes", function(size)
  return new(rep("\0", size_of(size or 0)))
end)
env.Bytes = bytes

local function data_of(self)
  return expect(self, "bytes")[ITEMS]
end

-- Puts text at an index; the buffer grows as far as that takes.
local function put(self, index, text)
  local data = data_of(self)
  index = integer(index, "the index of bytes")
  if index < 1 or index > #data + 1 then
    error("index " .. index .. " is outside of bytes of " .. #data)
  end
  rawset(self, ITEMS, sub(data, 1, index - 1) .. text .. sub(data, index + #text))
  return true
end

-- What stands at an index; nil when not all of it is there.
local function get(self, index, form, width)
  local data = data_of(self)
  index = integer(index, "the index of bytes")
  if index < 1 or index + width - 1 > #data then
    return nil
  end
  return (unpack(form, data, index))
end

-- The low bytes of a number, whether it has a sign or not.
local function number(form, width, value)
  value = integer(value, "the number")
  if width < 8 then
    value = value & ((1 << (width * 8)) - 1)
  end
  return pack(upper(form), value)
end

function metatable.__index(self, index)
  return kind_of_number(index) == "integer" and get(self, index, "B", 1) or nil
end

function metatable.__newindex(self, index, value)
  put(self, index, number("B", 1, value))
end

function metatable.__len(self)
  return #data_of(self)
end

function metatable.__tostring(self)
  return native.text(self)
end

function metatable.__eq(one, other)
  return api.kind(one) == "bytes" and api.kind(other) == "bytes" and one[ITEMS] == other[ITEMS]
end

function bytes.size(self)
  return #data_of(self)
end

function bytes.set_size(self, size)
  local data = data_of(self)
  size = size_of(size)
  rawset(self, ITEMS, sub(data, 1, size) .. rep("\0", size - #data))
  return true
end

-- Types tell a client's own serialisations apart; here bytes are bytes.
function bytes.get_type(self)
  data_of(self)
  return 4
end

function bytes.set_type(self)
  data_of(self)
end

local forms = {
  byte = { "B", 1 },
  int16 = { ">i2", 2 }, int16_be = { ">i2", 2 }, int16_le = { "<i2", 2 },
  int32 = { ">i4", 4 }, int32_be = { ">i4", 4 }, int32_le = { "<i4", 4 },
  int64 = { ">i8", 8 }, int64_be = { ">i8", 8 }, int64_le = { "<i8", 8 },
}

for name, form in pairs(forms) do
  local code, width = form[1], form[2]
  local function encoded(value)
    return number(code, width, value)
  end
  bytes["get_" .. name] = function(self, index)
    return get(self, index, code, width)
  end
  bytes["set_" .. name] = function(self, index, value)
    return put(self, index, encoded(value))
  end
  bytes["append_" .. name] = function(self, value)
    return put(self, #data_of(self) + 1, encoded(value))
  end
end

local function text(value, count)
  if type(value) ~= "string" then
    error("string expected, got " .. api.type_of(value))
  end
  return count and sub(value, 1, integer(count, "the number of bytes")) or value
end

local function part(value, count)
  local data = data_of(value)
  return count and sub(data, 1, integer(count, "the number of bytes")) or data
end

local function slice(self, index, count)
  local data = data_of(self)
  index, count = integer(index, "the index of bytes"), integer(count, "the number of bytes")
  if index < 1 or index > #data or count < 0 then
    return nil
  end
  return sub(data, index, index + count - 1)
end

function bytes.get_string(self, index, count)
  return slice(self, index, count)
end

function bytes.set_string(self, index, value, count)
  return put(self, index, text(value, count))
end

function bytes.append_string(self, value, count)
  return put(self, #data_of(self) + 1, text(value, count))
end

function bytes.get_bytes(self, index, count)
  local data = slice(self, index, count)
  return data and new(data)
end

function bytes.set_bytes(self, index, value, count)
  return put(self, index, part(value, count))
end

function bytes.append_bytes(self, value, count)
  return put(self, #data_of(self) + 1, part(value, count))
end

-- Numbers of a width of their own: seven bits a byte, the lowest first; a set high bit goes on.
local function var_int(value)
  value = integer(value, "the number")
  if value < 0 then
    error("a number of variable width cannot be negative")
  end
  local out = ""
  while value > 0x7f do
    out = out .. char(value & 0x7f | 0x80)
    value = value >> 7
  end
  return out .. char(value)
end

function bytes.set_var_int(self, index, value)
  local encoded = var_int(value)
  put(self, index, encoded)
  return #encoded
end

function bytes.append_var_int(self, value)
  local encoded = var_int(value)
  put(self, #data_of(self) + 1, encoded)
  return #encoded
end

-- The number and the bytes it takes; 0 and 0 when there is none.
function bytes.get_var_int(self, index)
  local data, value = data_of(self), 0
  for place = 0, 8 do
    local next_byte = byte(data, integer(index, "the index of bytes") + place)
    if not next_byte then
      return 0, 0
    end
    value = value | (next_byte & 0x7f) << (7 * place)
    if next_byte < 0x80 then
      return value, place + 1
    end
  end
  return 0, 0
end
