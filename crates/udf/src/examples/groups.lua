-- Records in groups. Called on the stream of what a query finds.

local function add(one, two)
  return one + two
end

-- How many records have each value of a bin, as a map.
function count_by(s, bin)
  local function collect(counts, rec)
    local value = rec[bin]
    if type(value) == "string" or math.type(value) == "integer" then
      counts[value] = (counts[value] or 0) + 1
    end
    return counts
  end
  return s : aggregate(map(), collect) : reduce(function(one, two)
    return map.merge(one, two, add)
  end)
end

-- The sum of a bin for each value of another, as a map.
function sum_by(s, group, bin)
  local function collect(sums, rec)
    local value, number = rec[group], tonumber(rec[bin])
    if number and (type(value) == "string" or math.type(value) == "integer") then
      sums[value] = (sums[value] or 0) + number
    end
    return sums
  end
  return s : aggregate(map(), collect) : reduce(function(one, two)
    return map.merge(one, two, add)
  end)
end
