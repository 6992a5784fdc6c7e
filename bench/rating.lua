-- Posts one rating a request, each of some visitor on some idea.
-- Arguments: a file with one signed voice cookie a line, the CSRF cookie, the token of the form, the number of ideas.
local cookies, csrf, token, ideas = {}, "", "", 0

function init(args)
  for line in io.lines(args[1]) do
    cookies[#cookies + 1] = line
  end
  csrf, token, ideas = args[2], args[3], tonumber(args[4])
  math.randomseed(os.time())
end

function request()
  local body = string.format(
    "csrfmiddlewaretoken=%s&number=%d&value=%d", token, math.random(ideas), math.random(-1, 1)
  )
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = "csrftoken=" .. csrf .. "; punos_voice=" .. cookies[math.random(#cookies)],
  }, body)
end
