-- Posts one mark a request. Arguments: the number of comments and of authors.
local comments, authors = 0, 0

function init(args)
  comments, authors = tonumber(args[1]), tonumber(args[2])
  math.randomseed(os.time())
end

function request()
  local body = string.format(
    "comment=%d&author=%d&value=%d", math.random(comments), math.random(authors), math.random(-1, 1)
  )
  return wrk.format("POST", nil, { ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end
