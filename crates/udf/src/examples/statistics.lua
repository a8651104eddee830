-- Numbers about the records a query finds. Called on the stream of them.

local function add(one, two)
  return one + two
end

-- How many records there are.
function count(s)
  return s : map(function() return 1 end) : reduce(add)
end

-- The sum of a bin; records without a number in it are left out.
function sum(s, bin)
  return s : map(function(rec) return tonumber(rec[bin]) end) : reduce(add)
end

-- Count, least, greatest, sum and mean of a bin.
function summary(s, bin)
  local function collect(total, rec)
    local value = tonumber(rec[bin])
    if value then
      total.count = total.count + 1
      total.sum = total.sum + value
      total.least = math.min(total.least or value, value)
      total.greatest = math.max(total.greatest or value, value)
    end
    return total
  end
  local function merge(one, two)
    return map {
      count = one.count + two.count,
      sum = one.sum + two.sum,
      least = one.least and two.least and math.min(one.least, two.least) or one.least or two.least,
      greatest = one.greatest and two.greatest and math.max(one.greatest, two.greatest)
        or one.greatest or two.greatest,
    }
  end
  local function finish(total)
    if total.count > 0 then
      total.mean = total.sum / total.count
    end
    return total
  end
  return s : aggregate(map { count = 0, sum = 0 }, collect) : reduce(merge) : map(finish)
end
